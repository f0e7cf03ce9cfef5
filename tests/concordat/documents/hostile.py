"""Files that mean harm or are broken, each made as small as it comes.

``python -m tests.concordat.documents.hostile FOLDER`` reads what lies in a folder, one file after the other, and
says for each what became of it, in how many seconds of work, and how much memory the process has taken so far.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.concordat.documents.made import part, replaced, sheet, word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PLAN = [["No.", "Action", "Timescale", "Led By"], ["1", "Do it.", "May 2027", "Police"]]
MILLION = 1_000_000


def _document(body: str, head: str = "") -> bytes:
    return replaced(
        word(_PLAN), "word/document.xml", f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>".encode()
    )


def _worksheet(body: str, head: str = "") -> bytes:
    xml = f"{head}<worksheet {_X}>{body}</worksheet>"
    return replaced(sheet([list(row) for row in _PLAN]), "xl/worksheets/sheet1.xml", xml.encode())


def _zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def nested_bomb() -> bytes:
    """A zip of zips of nothing, ten at each of three levels."""
    inner = _zipped(**{"0": b"\x00" * 12 * MILLION})
    for _ in range(3):
        inner = _zipped(**{f"{number}.zip": inner for number in range(10)})
    return replaced(word(_PLAN), "word/media/image1.zip", inner)


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _document("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>')


def from_outside() -> bytes:
    return _worksheet("<sheetData/>", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')


def shared_entities() -> bytes:
    strings = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><sst {_X}><si><t>&f;</t></si></sst>'
    return replaced(sheet([["a"]]), "xl/sharedStrings.xml", strings.encode())


def deep() -> bytes:
    return _document("<w:sdt><w:sdtContent>" * 30_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 30_000)


def tables_in_tables() -> bytes:
    return _document("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000)


def one_endless_row() -> bytes:
    return _document(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 300_000}</w:tr></w:tbl>")


def spans_without_end() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>'
    return _document(f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 3_000}</w:tbl>")


def giant_attribute() -> bytes:
    return _document(f'<w:p w:rsid="{"a" * 8 * MILLION}"/>')


def giant_text() -> bytes:
    return _document(
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{'word ' * 8 * MILLION}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )


def empty_formatted_rows() -> bytes:
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(1, MILLION + 1))
    return _worksheet(f"<sheetData>{rows}</sheetData>")


def sixteen_thousand_columns() -> bytes:
    cells = '<c t="inlineStr"><is><t>Action</t></is></c>' * 16_384
    return _worksheet("<sheetData>" + f"<row>{cells}</row>" * 20 + "</sheetData>")


def merged_to_the_edge() -> bytes:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row>'
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    area = '<mergeCell ref="A1:XFD1048576"/>' * 5_000
    return _worksheet(f"<sheetData>{cell}{last}</sheetData><mergeCells>{area}</mergeCells>")


def a_million_shared_texts() -> bytes:
    texts = "".join(f"<si><t>text {number}</t></si>" for number in range(MILLION))
    return replaced(sheet([["a"]]), "xl/sharedStrings.xml", f"<sst {_X}>{texts}</sst>".encode())


def formulas_and_markup() -> bytes:
    evil = ["=cmd|'/c calc'!A0", "<script>alert(1)</script>", '=HYPERLINK("http://x")', "@SUM(1)"]
    return sheet([list(_PLAN[0]), *([n, text, "May 2027", "<b>Police</b>"] for n, text in enumerate(evil))])


def lies_about_its_size() -> bytes:
    """A part of 40 MB that says it has 2 KB."""
    data = bytearray(replaced(word(_PLAN), "word/document.xml", b"<w>" + b" " * 40 * MILLION + b"</w>"))
    size = (40 * MILLION + 7).to_bytes(4, "little")
    return bytes(data.replace(size, (2000).to_bytes(4, "little")))


def wrong_checksum() -> bytes:
    data = bytearray(word(_PLAN))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        start = package.getinfo("word/document.xml").header_offset
    data[start + 120] ^= 0xFF
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "truncated": lambda: word(_PLAN)[:-900],
    "cut in the middle": lambda: sheet([list(row) for row in _PLAN])[:2500],
    "a web page": lambda: b"<html><body><table><tr><td>Action</td></tr></table></body></html>",
    "an old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5000,
    "a hundred megabytes": lambda: b"Action,Timescale\n" * (100 * MILLION // 17),
    "nested bomb": nested_bomb,
    "billion laughs": laughs,
    "an entity from outside": from_outside,
    "entities in shared texts": shared_entities,
    "deep": deep,
    "tables in tables": tables_in_tables,
    "one endless row": one_endless_row,
    "spans without end": spans_without_end,
    "a giant attribute": giant_attribute,
    "a giant text": giant_text,
    "a million empty rows": empty_formatted_rows,
    "sixteen thousand columns": sixteen_thousand_columns,
    "merged to the edge": merged_to_the_edge,
    "a million shared texts": a_million_shared_texts,
    "formulas and markup": formulas_and_markup,
    "lies about its size": lies_about_its_size,
    "a wrong checksum": wrong_checksum,
    "paths out of the package": lambda: replaced(word(_PLAN), "word/../../../etc/cron.d/x", b"x"),
    "macros in Word": lambda: replaced(word(_PLAN), "word/vbaProject.bin", b"x"),
    "macros in Excel": lambda: replaced(
        sheet([["a"]]), "[Content_Types].xml",
        part(sheet([["a"]]), "[Content_Types].xml").replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        ),
    ),
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
    "a cell without end": lambda: b'Action,Timescale\n"' + b"x" * 9 * MILLION,
    "lines without end": lambda: b"a,b\n" * (2 * MILLION),
    "quotes without end": lambda: b'"' * 9 * MILLION,
    "separators without end": lambda: b"," * 9 * MILLION,
}  # fmt: skip


def _most_megabytes() -> float:
    """Return the most memory this process has had; ``ru_maxrss`` would count what its parent had before it."""
    try:
        peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(peak.split()[1]) / 1024


def main(folder: Path) -> None:
    """Read every file of the folder; print a line of JSON for each."""
    from concordat.documents.uploads import UploadRefused
    from plans.imports.rules.files import read_file

    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        began = time.process_time()
        try:
            said, actions = "", len(read_file(path.name, data)["actions"])
        except UploadRefused as refused:
            said, actions = refused.sentence, 0
        seconds = time.process_time() - began
        size = _most_megabytes()
        print(
            json.dumps({"name": path.name, "said": said, "actions": actions, "seconds": seconds, "mb": size}),
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
