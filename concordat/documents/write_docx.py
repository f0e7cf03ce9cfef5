"""Write a paper as an accessible Word document; the same paper is the same file, byte for byte.

Real headings in order, header rows on every page, a language, a title, words for pictures, page numbers.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as TO
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Twips

from concordat.charts.bar_png import bar_png
from concordat.documents import docx_marks as marks
from concordat.documents.docx_marks import LOOKS, clean, element
from concordat.documents.paper import (
    BadPaper,
    Block,
    Heading,
    Items,
    Landscape,
    Pairs,
    Paper,
    Picture,
    Rows,
    Shares,
    Strong,
    Text,
    check_headings,
    check_rows,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OURS = Path(__file__).parent / "word"
_SHORT, _LONG, _MARGIN = Cm(21), Cm(29.7), Cm(2)
_NOT_WANTED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "fontTable", "theme")
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def write_docx(path: Path, paper: Paper) -> None:
    """Write the paper to ``path``. Raises ``BadPaper`` before anything is written."""
    path.write_bytes(docx_bytes(paper))


def docx_bytes(paper: Paper) -> bytes:
    """Return the paper as a Word document.

    Raises:
        BadPaper: it has no title, a heading skips a level, or a row of a table is not as long as its header.
    """
    if not clean(paper.title).strip():
        raise BadPaper("A paper needs a title")
    check_headings(paper.blocks)
    return _at_a_fixed_time(_Writer(paper).written())


class _Writer:
    """Writes the blocks of one paper, in order."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.word: Word = _blank(paper)
        self.body: Any = self.word.element.body
        self.links: dict[str, str] = {}
        self.wide = paper.landscape
        self.heading = ""  # the text of the block before, where that is a heading
        _turn(self.word.sections[0], wide=self.wide)

    def written(self) -> Word:
        """Write everything; returns the document."""
        self._paragraph(self.paper.title, "Title")
        if self.paper.subtitle:
            self._paragraph(self.paper.subtitle, "Subtitle")
        for block in self.paper.blocks:
            if isinstance(block, Landscape):
                self._turn_to(wide=True)
                for one in block.blocks:
                    self._block(one)
            else:
                self._turn_to(wide=self.paper.landscape)
                self._block(block)
        self._close()
        return self.word

    def _turn_to(self, *, wide: bool) -> None:
        """Begin pages that lie the other way, where they do not lie so already."""
        if wide == self.wide:
            return
        self._close()
        self.body[-2].get_or_add_pPr().append(self.body.sectPr.clone())
        self.wide = wide
        _turn(self.word.sections[-1], wide=wide)

    def _close(self) -> None:
        """End the section with a paragraph that has words: after a table Word would add an empty one."""
        if self.body[-2].tag == qn("w:tbl"):
            self._paragraph("End of the table.", "Note")

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._paragraph(text, f"Heading{level}")
            case Text(line, note):
                self._paragraph(line, "Note" if note else "Normal")
            case Items():
                self._items(block)
            case Pairs(pairs):
                for key, line in pairs:
                    made = marks.paragraph([Strong(f"{key}:"), "\t"], "KeyValue", self._relate)
                    marks.fill(made, line, self._relate)
                    self._add(made)
            case Rows():
                self._rows(block)
            case Picture():
                self._picture(block)
            case Shares():
                self._shares(block)
        self.heading = block.text if isinstance(block, Heading) else ""

    def _items(self, block: Items) -> None:
        if not block.numbered:
            for line in block.lines:
                self._paragraph(line, "ListBullet")
            return
        numbers = self._new_numbers()
        for line in block.lines:
            place = element("numPr", element("ilvl", val=0), element("numId", val=numbers))
            self._add(marks.paragraph(line, "ListNumber", self._relate, place))

    def _new_numbers(self) -> int:
        """Return numbers that begin again at 1."""
        numbering: Any = self.word.part.numbering_part.element
        number = len(numbering.findall(qn("w:num"))) + 1
        again = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        numbering.append(element("num", element("abstractNumId", val=2), again, numId=number))
        return number

    def _rows(self, block: Rows) -> None:
        if block.caption != self.heading:
            self._paragraph(block.caption, "Caption")
        if block.rows:
            self._table(block)
        else:
            self._paragraph(block.empty, "Normal")

    def _table(self, block: Rows) -> None:
        check_rows(block)
        rows = [[head.text for head in block.columns], *block.rows]
        room, shares = self._room(), sum(head.width for head in block.columns)
        widths = [room * head.width // shares for head in block.columns]
        self._add(marks.table(block.caption, widths, rows, row_headers=block.row_headers, relate=self._relate))

    def _picture(self, block: Picture) -> None:
        place = self.word.add_paragraph(style="Note")
        place.add_run().add_picture(io.BytesIO(block.png), width=Cm(block.width_cm))
        self.body[-2].find(f".//{qn('wp:docPr')}").set("descr", clean(block.words))

    def _shares(self, block: Shares) -> None:
        """Draw the picture and, below it, the table that says the same."""
        if not block.total:
            self._paragraph(block.nothing, "Normal")
            return
        told = ", ".join(f"{label} {value:,}" for _, label, value in block.parts if value)
        drawn = bar_png([(LOOKS.get(key, LOOKS["other"])[1], value) for key, _, value in block.parts])
        self._paragraph(block.caption, "Caption")
        self._picture(Picture(drawn, f"{block.caption}: {told}; {block.total:,} in all"))
        self._table(block.table)

    def _room(self) -> int:
        """Return the width between the margins, in twentieths of a point."""
        width: Length = (_LONG if self.wide else _SHORT) - 2 * _MARGIN  # type: ignore[assignment]
        return int(Length(width).twips)

    def _paragraph(self, line: Any, style: str) -> None:
        self._add(marks.paragraph(line, style, self._relate))

    def _add(self, made: Any) -> None:
        self.body.insert(len(self.body) - 1, made)

    def _relate(self, url: str) -> str:
        if url not in self.links:
            self.links[url] = self.word.part.relate_to(url, TO.HYPERLINK, is_external=True)
        return self.links[url]


def _blank(paper: Paper) -> Word:
    """Return an empty document in our own styles, with its properties and its footer."""
    word = Document()
    for part, name in (
        (word.styles.element, "styles"),
        (word.part.numbering_part.element, "numbering"),
        (word.settings.element, "settings"),
    ):
        part[:] = list(parse_xml((_OURS / f"{name}.xml").read_bytes()))
    word.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), paper.language)
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_NOT_WANTED)]:
            del relations[key]
    about = word.core_properties
    moment = datetime.combine(paper.made_on, time())
    about.title, about.author, about.language = clean(paper.title)[:255], paper.author, paper.language
    about.last_modified_by, about.comments, about.category = paper.author, "", paper.kind
    about.created = about.modified = moment
    foot = word.sections[0].footer.part.element[0]
    marks.fill(foot, f"{paper.title} · Page ", _no_link)
    foot.extend([marks.field("PAGE", "1"), marks.run(" of "), marks.field("NUMPAGES", "1")])
    return word


def _no_link(url: str) -> str:
    raise BadPaper("A footer has no links")


def _turn(section: Any, *, wide: bool) -> None:
    """Lay the pages of a section sideways or upright, with even margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Twips(567)


def _at_a_fixed_time(word: Word) -> bytes:
    """Return the document as a zip whose entries all have the same time."""
    saved, stream = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return stream.getvalue()
