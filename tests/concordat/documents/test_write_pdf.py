"""A paper as a PDF: tagged, of one kind with PDF/UA-1, the same each time; words in it are never markup."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.paper import (
    BadPaper,
    Block,
    Head,
    Heading,
    Items,
    Landscape,
    Link,
    Marked,
    Pairs,
    Paper,
    Rows,
    Shares,
    Strong,
    Text,
)  # fmt: skip
from concordat.documents.write_pdf import pdf_bytes

DAY = date(2026, 11, 23)
EVERYTHING: list[Block | Landscape] = [
    Heading("In short"),
    Text(["See ", Link("the page", "https://example.org/"), " and ", Strong("this"), "."]),
    Items(["One", "Two\nlines"]),
    Items(["First", "Second"], numbered=True),
    Pairs([("State", Marked("On track", "on_track"))]),
    Rows("A table", [Head("Area", 20), Head("Actions", 8, number=True)], [["Northshire", "4"], ["Southbury", "0"]]),
    Shares("By state", "actions", [("complete", "Complete", 3), ("not_started", "Not started", 0)]),
    Shares("Nothing", "actions", [("complete", "Complete", 0)]),
    Landscape([Heading("Wide"), Rows("Empty", [Head("Area")], [], empty="None yet.")]),
]


def test_everything_a_paper_can_hold_keeps_to_pdf_ua() -> None:
    data = pdf_bytes(Paper("A paper", EVERYTHING, DAY, subtitle="Of a day"))
    assert b"pdfuaid:part" in data
    assert b"/StructTreeRoot" in data


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf_bytes(Paper("A paper", EVERYTHING, DAY)) == pdf_bytes(Paper("A paper", EVERYTHING, DAY))


@given(words=st.text(min_size=1, max_size=60).filter(lambda text: text.strip(" \t\n\r\x0b\x0c\u00a0")))
@settings(max_examples=25, deadline=None)
def test_any_words_can_be_written_and_none_are_markup(words: str) -> None:
    blocks: list[Block] = [Heading("Words"), Text(words), Rows("T", [Head("A")], [[words]])]
    assert pdf_bytes(Paper("A paper", blocks, DAY)).startswith(b"%PDF")


def test_code_in_words_is_words() -> None:
    code = '#panic("run") #read("/etc/passwd") $x$ <label> @ref'
    assert pdf_bytes(Paper("A paper", [Heading("One"), Text(code), Items([code])], DAY)).startswith(b"%PDF")


@pytest.mark.parametrize(
    "blocks",
    [[Heading("Two", 2)], [Heading("One"), Rows("T", [Head("A"), Head("B")], [["one"]])]],
    ids=["a heading skips a level", "a row is too short"],
)
def test_a_paper_nobody_could_find_their_way_in_is_refused(blocks: list[Block]) -> None:
    with pytest.raises(BadPaper):
        pdf_bytes(Paper("A paper", blocks, DAY))


def test_a_link_that_is_no_address_is_words() -> None:
    data = pdf_bytes(Paper("A paper", [Heading("One"), Text(Link("run", "javascript:alert(1)"))], DAY))
    assert b"javascript" not in data
