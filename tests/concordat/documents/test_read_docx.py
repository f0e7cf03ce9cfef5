"""Word tables are read as they stand on the page."""

from __future__ import annotations

from docx import Document

from concordat.documents.grid import Merged, Paragraph, Table
from concordat.documents.read_docx import read_docx
from tests.concordat.documents.made import part, replaced, saved, shade, word
from tests.growth import growth


def only_table(data: bytes) -> Table:
    return read_docx(data).tables[0]


def test_paragraphs_and_tables_keep_their_order() -> None:
    blocks = read_docx(word([["a"]], "Before")).blocks
    assert [type(block) for block in blocks[:2]] == [Paragraph, Table]


def test_lines_and_paragraphs_in_a_cell_stay_lines() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "one\ntwo"
    cell.add_paragraph("three")
    assert only_table(saved(document)).rows[0].cells[0].text == "one\ntwo\nthree"


def test_a_cell_merged_downwards_says_its_text_in_every_row() -> None:
    document = Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "theme"
    found = [row.cells[0] for row in only_table(saved(document)).rows]
    assert [(cell.text, cell.merged) for cell in found] == [
        ("theme", Merged.NO),
        ("theme", Merged.ABOVE),
        ("theme", Merged.ABOVE),
    ]


def test_a_cell_merged_across_covers_its_columns() -> None:
    document = Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "section"
    row = only_table(saved(document)).rows[0]
    assert row.texts == ["section", "", ""]
    assert row.cells[2].text == "section"


def test_a_table_inside_a_cell_becomes_lines() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Steps"
    inside = cell.add_table(2, 2)
    for place, text in enumerate(["first", "May", "second", "June"]):
        inside.cell(place // 2, place % 2).text = text
    assert only_table(saved(document)).rows[0].cells[0].text == "Steps\nfirst – May\nsecond – June"


def test_shading_and_strike_through_are_seen() -> None:
    document = Document()
    table = document.add_table(1, 2)
    shade(table.cell(0, 0), "ff0000")
    table.cell(0, 1).paragraphs[0].add_run("dropped").font.strike = True
    first, second = only_table(saved(document)).rows[0].cells
    assert (first.fill, second.strike) == ("FF0000", True)


def test_white_and_automatic_shading_are_no_colour() -> None:
    document = Document()
    table = document.add_table(1, 2)
    shade(table.cell(0, 0), "FFFFFF")
    shade(table.cell(0, 1), "auto")
    assert [cell.fill for cell in only_table(saved(document)).rows[0].cells] == [None, None]


def test_deleted_text_of_tracked_changes_is_not_read() -> None:
    data = word([["kept MARK"]])
    xml = part(data, "word/document.xml").replace(b"MARK", b"")
    run = b"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p></w:tc>"
    marked = replaced(data, "word/document.xml", xml.replace(b"</w:p></w:tc>", run))
    assert only_table(marked).rows[0].cells[0].text == "kept new"


def test_numbers_that_word_counts_by_itself_are_read_where_nothing_else_is_written() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for row in table.rows:
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].text = "Do it"
    assert [row.texts for row in only_table(saved(document)).rows] == [["1", "Do it"], ["2", "Do it"]]


def test_a_span_wider_than_word_allows_does_no_harm() -> None:
    data = word([["a", "b"]])
    wide = part(data, "word/document.xml").replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999999"/>', 1)
    assert len(only_table(replaced(data, "word/document.xml", wide)).rows[0].cells) <= 126


def _read_rows(count: int) -> None:
    row = b"<w:tr>" + b"<w:tc><w:p><w:r><w:t>Text of a cell</w:t></w:r></w:p></w:tc>" * 7 + b"</w:tr>"
    data = word([["HERE"]])
    xml = part(data, "word/document.xml")
    start, end = xml.index(b"<w:tr>"), xml.index(b"</w:tbl>")
    long = replaced(data, "word/document.xml", xml[:start] + row * count + xml[end:])
    assert len(only_table(long).rows) == count


def test_the_work_of_reading_grows_no_faster_than_the_rows() -> None:
    assert growth(_read_rows, 600, times=10) < 3
