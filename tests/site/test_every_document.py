"""Every Word document the service gives out can be read by everybody: ears, keyboards and grey paper included."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from tests.site.visits import Visits

pytestmark = pytest.mark.django_db
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The shapes that stand beside the word of a status.
_SHAPES = "■●▲◆◐○◌→×–"


@pytest.fixture(scope="module")
def documents(visits: Visits) -> dict[str, Word]:
    """Open every document that Leah gets, by the name of its address; a file somebody sent us is not ours."""
    got = {name: answers["leah"] for name, answers in visits.items()}
    made = {name: one.content for name, one in got.items() if one.headers.get("Content-Type") == _KIND}
    return {name: Document(io.BytesIO(content)) for name, content in made.items() if content.startswith(b"PK")}


def _levels(word: Word) -> list[int]:
    names = [paragraph.style.name for paragraph in word.paragraphs]
    return [int(name.removeprefix("Heading ")) for name in names if name.startswith("Heading ")]


def _texts(word: Word) -> Iterator[str]:
    yield from (paragraph.text for paragraph in word.paragraphs)
    yield from (cell.text for table in word.tables for row in table.rows for cell in row.cells)


def test_the_documents_are_found(documents: dict[str, Word]) -> None:
    assert {"plan-word", "plan-paper-word"} <= set(documents)


def test_each_says_its_title_and_its_language(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        about = word.core_properties
        language = word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val"))
        assert (about.title.strip() != "", about.language, language) == (True, "en-GB", "en-GB"), name
        assert (word.paragraphs[0].style.name, word.paragraphs[0].text) == ("Title", about.title), name


def test_headings_begin_at_one_and_skip_no_level(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        levels = _levels(word)
        assert levels, name
        assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False)), name


def test_every_table_has_words_one_header_row_and_no_merged_cell(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        for table in word.tables:
            heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
            assert heads == [True] + [False] * (len(heads) - 1), name
            assert all(cell.text.strip() for cell in table.rows[0].cells), name
            assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")).strip(), name
            merged = [*table._tbl.iter(qn("w:gridSpan")), *table._tbl.iter(qn("w:vMerge"))]
            assert merged == [], name


def test_no_paragraph_is_there_for_space_alone(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        empty = [
            one for one in word.paragraphs if not one.text.strip() and one._p.find(f".//{qn('w:drawing')}") is None
        ]
        assert empty == [], name


def test_colour_never_speaks_alone(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        for run in word.element.body.iter(qn("w:r")):
            if run.find(f"{qn('w:rPr')}/{qn('w:color')}") is not None:
                words = "".join(text.text or "" for text in run.iter(qn("w:t")))
                beside = run.getnext()
                assert words in _SHAPES, name
                assert beside is not None, name
                assert "".join(text.text or "" for text in beside.iter(qn("w:t"))).strip(), name
        assert list(word.element.body.iter(qn("w:shd"), qn("w:highlight"))) == [], name


def test_every_picture_has_words(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        shown = list(word.element.body.iter(qn("wp:docPr")))
        assert all(one.get("descr", "").strip() for one in shown), name


def test_every_section_has_its_title_and_page_in_the_footer(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        for section in word.sections:
            assert word.core_properties.title in section.footer.paragraphs[0].text, name
            codes = [one.get(qn("w:instr")) for one in section.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
            assert codes == ["PAGE", "NUMPAGES"], name


def test_no_document_holds_a_stray_mark(documents: dict[str, Word]) -> None:
    for name, word in documents.items():
        assert not [text for text in _texts(word) if "{{" in text or "<w:" in text or "None" in text.split()], name
