"""The text of a Word cell or paragraph, and how it looks, straight from the XML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from concordat.documents.docx_numbers import Numbering, W

_RUN, _TEXT, _LOOK, _PARAGRAPH, _VAL = f"{W}r", f"{W}t", f"{W}rPr", f"{W}p", f"{W}val"
_STRIKE, _DOUBLE_STRIKE, _BOLD = f"{W}strike", f"{W}dstrike", f"{W}b"
_SHADING, _HIGHLIGHT = f"{W}shd", f"{W}highlight"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What is in the file but not on the page: deleted or moved text, fallbacks, field codes, properties.
_SKIPPED = frozenset(
    [f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tcPr", "tblPr", "trPr")]
    + [f"{_MC}Fallback"]
)
_WRAPPERS = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")
)
_TICKS = {"F0FC": "✓", "F0FE": "✓", "F052": "✓", "2713": "✓", "F0FB": "✗", "F0FD": "✗"}
_PLAIN = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": " ",
    f"{W}noBreakHyphen": "-",
}
_HIGHLIGHTS = {
    "red": "FF0000",
    "darkRed": "C00000",
    "yellow": "FFFF00",
    "darkYellow": "FFC000",
    "green": "00FF00",
    "darkGreen": "00B050",
    "blue": "0000FF",
    "darkBlue": "000080",
    "cyan": "00FFFF",
    "lightGray": "D9D9D9",
    "darkGray": "808080",
}


def on(element: etree._Element | None) -> bool:
    """Answer whether a switch such as ``w:strike`` is on."""
    return element is not None and element.get(_VAL, "true") not in ("false", "0", "off", "none")


def inner(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children with ``tag``, also those inside content controls and marked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inner(child, tag)


class Look:
    """How the words of a cell look together: gathered run by run as the text is read."""

    __slots__ = ("bold", "fills", "spoken", "strike")

    def __init__(self) -> None:
        self.strike = self.bold = True
        self.spoken = False
        self.fills: set[str | None] = set()

    def add(self, properties: etree._Element | None) -> None:
        """Take in the properties of a run that has words."""
        self.spoken = True
        strike = bold = False
        fill = None
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag in (_STRIKE, _DOUBLE_STRIKE):
                strike = strike or on(child)
            elif tag == _BOLD:
                bold = on(child)
            elif tag == _HIGHLIGHT:
                fill = _HIGHLIGHTS.get(child.get(_VAL, ""))
            elif tag == _SHADING and fill is None:
                fill = fill_of(child)
        self.strike, self.bold = self.strike and strike, self.bold and bold
        self.fills.add(fill)

    @property
    def fill(self) -> str | None:
        """The one colour behind all of the words."""
        return next(iter(self.fills)) if len(self.fills) == 1 else None


def text_of(element: etree._Element, numbering: Numbering, look: Look | None = None) -> str:
    """Return the text of a cell or paragraph, one line for each paragraph; tables inside become lines."""
    look = look or Look()
    if element.tag == _PARAGRAPH:
        return _paragraph(element, numbering, look)
    lines: list[str] = []
    for child in element:
        tag = child.tag
        if tag == _PARAGRAPH:
            lines.append(_paragraph(child, numbering, look))
        elif tag == f"{W}tbl":
            lines.extend(_nested(child, numbering, look))
        elif tag in _WRAPPERS:
            lines.append(text_of(child, numbering, look))
    return "\n".join([line for line in lines if line.strip()])


def _nested(table: etree._Element, numbering: Numbering, look: Look) -> Iterator[str]:
    for row in inner(table, f"{W}tr"):
        texts = [text_of(cell, numbering, look).strip() for cell in inner(row, f"{W}tc")]
        yield " – ".join(text for text in texts if text)


def _paragraph(element: etree._Element, numbering: Numbering, look: Look) -> str:
    pieces: list[str] = []
    label = ""
    for child in element:
        tag = child.tag
        if tag == _RUN:
            _run(child, pieces, look)
        elif tag == f"{W}pPr":
            label = numbering.label(child)
        elif tag not in _SKIPPED and isinstance(tag, str):
            _collect(child, pieces, look)
    text = "".join(pieces)
    return text if text.strip() else label


def _run(element: etree._Element, pieces: list[str], look: Look) -> None:
    properties = None
    speaks = False
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            text = child.text or ""
            pieces.append(text)
            speaks = speaks or bool(text.strip())
        elif tag == _LOOK:
            properties = child
        elif tag in _PLAIN:
            pieces.append(_PLAIN[tag])
        elif tag == f"{W}sym":
            pieces.append(_TICKS.get(child.get(f"{W}char", "").upper(), ""))
        elif tag not in _SKIPPED and isinstance(tag, str):
            _collect(child, pieces, look)
    if speaks:
        look.add(properties)


def _collect(element: etree._Element, pieces: list[str], look: Look) -> None:
    """Read runs wherever they stand: in links, insertions, content controls and text boxes."""
    for child in element:
        tag = child.tag
        if tag == _RUN:
            _run(child, pieces, look)
        elif tag not in _SKIPPED and isinstance(tag, str):
            if tag == _PARAGRAPH:
                pieces.append("\n")
            _collect(child, pieces, look)


def fill_of(shading: etree._Element | None) -> str | None:
    """Return the colour of a shading; white and automatic count as none."""
    if shading is None:
        return None
    name = "color" if shading.get(f"{W}val") == "solid" else "fill"
    colour = shading.get(f"{W}{name}", "").upper()
    is_hex = len(colour) == 6 and all(char in "0123456789ABCDEF" for char in colour)
    return colour if is_hex and colour != "FFFFFF" else None
