"""A Word document read back by another program has its headings, header rows, language and words."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from concordat.documents.docx_marks import clean
from concordat.documents.paper import (
    BadPaper,
    Head,
    Heading,
    Items,
    Landscape,
    Link,
    Marked,
    Pairs,
    Paper,
    Picture,
    Rows,
    Shares,
    Strong,
    Text,
)  # fmt: skip
from concordat.documents.read_docx import read_docx
from concordat.documents.write_docx import docx_bytes
from tests.concordat.documents.made import part

DAY = date(2027, 3, 31)
TABLE = Rows(
    "Actions by state", [Head("State"), Head("Actions", 20)], [["On track", "3 of 12"], ["Complete", "9 of 12"]]
)


def _made(*blocks: Any, title: str = "Action plan", **more: Any) -> bytes:
    return docx_bytes(Paper(title, blocks, DAY, **more))


def _word(*blocks: Any, **more: Any) -> Any:
    return Document(io.BytesIO(_made(*blocks, **more)))


def _png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def test_title_author_and_language_are_said() -> None:
    word = _word(title="Kingsbridge: action plan")
    about = word.core_properties
    assert (about.title, about.author, about.language) == ("Kingsbridge: action plan", "Concordat", "en-GB")
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert (word.paragraphs[0].style.name, word.paragraphs[0].text) == ("Title", "Kingsbridge: action plan")


def test_headings_are_headings() -> None:
    word = _word(Heading("One"), Heading("Two", 2), Heading("Three", 3), Heading("Four"))
    assert [one.style.name for one in word.paragraphs[1:]] == ["Heading 1", "Heading 2", "Heading 3", "Heading 1"]


@pytest.mark.parametrize("levels", [[2], [1, 3], [1, 2, 2, 1, 3], [0]])
def test_a_heading_that_skips_a_level_is_refused(levels: list[int]) -> None:
    with pytest.raises(BadPaper):
        _made(*[Heading("Words", level) for level in levels])


def test_headings_on_wide_pages_are_checked_as_well() -> None:
    with pytest.raises(BadPaper):
        _made(Heading("One"), Landscape([Heading("Three", 3)]))


def test_a_paper_needs_a_title() -> None:
    with pytest.raises(BadPaper):
        _made(title=" \x00")


def test_a_table_repeats_its_header_and_flags_its_row_headers() -> None:
    table = _word(TABLE).tables[0]
    marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    look = table._tbl.find(f".//{qn('w:tblLook')}")
    assert marks == [True, False, False]
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert [cell.text for cell in table.rows[2].cells] == ["Complete", "9 of 12"]


def test_a_table_has_its_caption_above_it_and_no_merged_cell() -> None:
    word = _word(TABLE)
    xml = etree.tostring(word.tables[0]._tbl)
    assert (word.paragraphs[1].style.name, word.paragraphs[1].text) == ("Caption", "Actions by state")
    assert b"gridSpan" not in xml
    assert b"vMerge" not in xml


def test_a_table_without_rows_is_a_sentence() -> None:
    word = _word(Rows("Off track", [Head("No.")], [], empty="No action is off track."))
    assert not word.tables
    assert word.paragraphs[-1].text == "No action is off track."


def test_a_row_of_another_length_than_the_header_is_refused() -> None:
    with pytest.raises(BadPaper):
        _made(Rows("Actions", [Head("No."), Head("Action")], [["1"]]))


def test_no_paragraph_is_empty() -> None:
    word = _word(Heading("One"), TABLE, TABLE, Landscape([TABLE]), Text("After"), Items(["one"]), TABLE)
    assert all(one.text.strip() for one in word.paragraphs)


def test_wide_pages_stand_between_upright_ones() -> None:
    word = _word(Text("Before"), Landscape([TABLE]), Text("After"))
    assert [one.page_width > one.page_height for one in word.sections] == [False, True, False]


def test_a_paper_may_end_with_wide_pages_or_be_wide_itself() -> None:
    assert [one.page_width > one.page_height for one in _word(Text("a"), Landscape([TABLE])).sections] == [False, True]
    assert [one.page_width > one.page_height for one in _word(TABLE, landscape=True).sections] == [True]


def test_the_footer_says_title_and_page() -> None:
    foot = part(_made(title="Board paper"), "word/footer1.xml")
    assert all(words in foot for words in (b"Board paper", b'"PAGE"', b'"NUMPAGES"'))


def test_a_link_is_a_link_and_leads_nowhere_odd() -> None:
    word = _word(Text([Link("the plan", "https://example.org/a?b=1&c=2"), Link("odd", "javascript:alert(1)")]))
    targets = [one.target_ref for one in word.part.rels.values() if one.is_external]
    assert targets == ["https://example.org/a?b=1&c=2"]
    assert word.paragraphs[1].text == "the planodd"


def test_numbered_lists_begin_again_at_one() -> None:
    word = _word(Items(["a"], numbered=True), Text("then"), Items(["b", "c"], numbered=True))
    numbers = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name == "List Number"]
    assert numbers[0] != numbers[1] == numbers[2]


def test_a_status_keeps_its_word_beside_its_mark() -> None:
    assert _word(Text(Marked("On track", "on_track"))).paragraphs[1].text == "● On track"


def test_keys_stand_before_their_values() -> None:
    assert (
        _word(Pairs([("Signed on", [Strong("31 March"), " 2027"])])).paragraphs[1].text == "Signed on:\t31 March 2027"
    )


def test_a_picture_has_words() -> None:
    data = part(_made(Picture(_png(), "3 of 12 actions are on track")), "word/document.xml")
    assert b'descr="3 of 12 actions are on track"' in data


def test_shares_are_a_picture_with_words_and_a_table_that_says_the_same() -> None:
    shares = Shares("Actions by state", "actions", [("complete", "Complete", 3), ("on_track", "On track", 9)])
    data = _made(shares)
    rows = [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[0].rows]
    assert rows[1:] == [["■ Complete", "3 of 12", "25%"], ["● On track", "9 of 12", "75%"]]
    assert b'descr="Actions by state: Complete 3, On track 9; 12 in all"' in part(data, "word/document.xml")


def test_shares_of_nothing_are_a_sentence() -> None:
    word = _word(Shares("Actions by state", "actions", [("complete", "Complete", 0)]))
    assert (word.paragraphs[1].text, word.tables) == ("Actions by state: no actions yet.", [])


def test_the_same_paper_is_the_same_file() -> None:
    blocks = [Heading("One"), TABLE, Landscape([TABLE]), Text(Link("a", "https://example.org/"))]
    assert _made(*blocks) == _made(*blocks)


def test_the_file_has_no_traces_of_another_template() -> None:
    names = zipfile.ZipFile(io.BytesIO(_made(TABLE))).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]


TEXTS = st.text(st.characters(codec=None), max_size=30) | st.text("<&>]\"'\x00\x0b\ud800\ufffe\n\t =", max_size=12)


@given(st.lists(TEXTS, min_size=2, max_size=2), TEXTS)
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_the_document_and_none_is_lost(cells: list[str], title: str) -> None:
    data = _made(Text(cells[0]), Rows(cells[1], [Head("a"), Head("b")], [cells]), title=f"x{title}")
    shown = [cell.text for cell in Document(io.BytesIO(data)).tables[0].rows[1].cells]
    assert shown == [clean(text) for text in cells]
    assert read_docx(data).tables[0].rows[1].texts == [clean(text).replace("\t", " ").strip() for text in cells]
