"""A plan of 6,000 rows: reading it, and bringing it in, each beside the barest way to do as much."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree
from openpyxl import Workbook, load_workbook

ROWS = 6000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADS = ["No.", "Action", "Timescale", "Led By", "Outcomes", "Progress", "RAG"]
_LEADS = ["CCG & Police", "Trust", "All agencies", "Council, Police / Mind"]


def imports() -> dict[str, Any]:
    """Measure on the plan of the first area; everything is rolled back. Seconds of this process's work."""
    from plans.models import Plan

    return measured(Plan.objects.get(partnership__slug="county-durham"))


def measured(plan: Any, rows: int = ROWS) -> dict[str, Any]:
    """Return seconds of reading (Word, Excel), keeping and bringing in, their floors, and numbers of statements."""
    from plans.imports.rules.files import read_file

    word, book = word_plan(rows), excel_plan(rows)
    told = {
        "word": _timed(lambda: read_file("plan.docx", word, plan_year=2015)),
        "word_bare": _timed(lambda: _walk_word(word)),
        "excel": _timed(lambda: read_file("plan.xlsx", book, plan_year=2015)),
        "excel_bare": _timed(lambda: _walk_excel(book)),
    }
    with _rolled_back():
        told |= _brought_in(plan, book)
        told["rows_bare"] = _timed(lambda: _insert_bare(rows))
    with _rolled_back():
        told |= _sent_back(plan, book)
    with _rolled_back():
        told["statements_tenth"] = _brought_in(plan, excel_plan(rows // 10))["statements"]
    return told


def _brought_in(plan: Any, book: bytes) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from plans.imports.operations import apply_import, read_upload
    from plans.imports.rules.files import Upload
    from plans.models import Plan

    fresh = Plan.objects.create(partnership_id=plan.partnership_id, title="Measured", plan_year=2015, edition=99)
    upload = Upload("plan.xlsx", book, 2015)
    began = time.perf_counter()
    kept = read_upload(plan=fresh, upload=upload, by=None)
    read = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        apply_import(plan_import=kept, by=None)
    return {"keep": read - began, "apply": time.perf_counter() - read, "statements": len(captured)}


def _sent_back(plan: Any, book: bytes) -> dict[str, Any]:
    """Take the plan away as a workbook, change every row, and send it back, as somebody who is signed in."""
    import pghistory

    from plans.imports.operations import apply_import, read_upload
    from plans.imports.operations.merging import merge_import
    from plans.imports.rules.files import Upload
    from plans.models import Plan
    from tests.plans.imports.sheets import Sheet, taken_away

    own = Plan.objects.create(partnership_id=plan.partnership_id, title="Measured", plan_year=2015, edition=99)
    apply_import(plan_import=read_upload(plan=own, upload=Upload("plan.xlsx", book, 2015), by=None), by=None)
    sheet = Sheet(taken_away(own))
    place = sheet.heads.index("Measure") + 1
    for row in range(2, sheet.page.max_row + 1):
        sheet.page.cell(row, place).value = f"{row}% of people"
    data = sheet.saved()
    with pghistory.context(user=None):
        began = time.perf_counter()
        kept = read_upload(plan=own, upload=Upload("plan.xlsx", data, 2015), by=None)
        read = time.perf_counter()
        done = merge_import(plan_import=kept, by=None)
        assert done.changed == sheet.page.max_row - 1
        return {"back_read": read - began, "back_merge": time.perf_counter() - read}


def word_plan(rows: int) -> bytes:
    """Return a Word plan, written straight as XML: python-docx would take minutes."""
    from docx import Document

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text.replace('&', '&amp;')}</w:t></w:r></w:p></w:tc>"

    lines = "".join(f"<w:tr>{''.join(map(cell, line))}</w:tr>" for line in [_HEADS, *_lines(rows)])
    empty, stream = io.BytesIO(), io.BytesIO()
    Document().save(empty)
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", f"<w:tbl>{lines}</w:tbl><w:sectPr".encode(), 1)
            new.writestr(name, content)
    return stream.getvalue()


def excel_plan(rows: int) -> bytes:
    """Return the same plan as a workbook."""
    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Plan")
    for line in [_HEADS, *_lines(rows)]:
        sheet.append(line)
    book.save(stream)
    return stream.getvalue()


def _lines(rows: int) -> Iterator[list[str]]:
    for n in range(rows):
        yield [
            str(n), f"Review the way number {n} in which people are seen at night.", f"by June {2015 + n % 3}",
            _LEADS[n % 4], f"People of group {n} are seen", "" if n % 3 else f"Agreed in meeting {n}.", "RAG"[n % 3],
        ]  # fmt: skip


def _walk_word(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as part:
        tree = etree.parse(part)
    return sum(len(["".join(cell.itertext()) for cell in row.iter(f"{_W}tc")]) for row in tree.iter(f"{_W}tr"))


def _walk_excel(data: bytes) -> int:
    book = load_workbook(io.BytesIO(data), read_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def _insert_bare(rows: int) -> None:
    """Write the texts of the rows into a table without keys or triggers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare_rows (a text, b text, c text, d text, e text, f text, g text)")
        cursor.executemany("INSERT INTO bare_rows VALUES (%s, %s, %s, %s, %s, %s, %s)", list(_lines(rows)))
        cursor.execute("DROP TABLE bare_rows")


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


@contextmanager
def _rolled_back() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
