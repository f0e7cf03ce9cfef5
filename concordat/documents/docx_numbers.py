"""The numbers Word puts before paragraphs of a numbered list: they stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_MOST_LEVELS = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """The lists of a document. ``label`` counts on with each paragraph it is asked about."""

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        for element in _children(numbering):
            if element.tag == f"{W}abstractNum":
                self._levels[element.get(f"{W}abstractNumId", "")] = dict(_levels(element))
            elif element.tag == f"{W}num":
                abstract = element.find(f"{W}abstractNumId")
                self._lists[element.get(f"{W}numId", "")] = _value(abstract)
        for style in _children(styles):
            found = _list_of(style.find(f"{W}pPr"))
            if style.tag == f"{W}style" and found:
                self._styles[style.get(f"{W}styleId", "")] = found

    def label(self, properties: etree._Element) -> str:
        """Return the number Word shows before the paragraph with these properties, without a closing full stop."""
        if not self._levels or not len(properties):
            return ""
        found = _list_of(properties) or self._styles.get(_value(properties.find(f"{W}pStyle")))
        if not found:
            return ""
        number, level = found
        abstract = self._lists.get(number, "")
        kind, text, _ = self._levels.get(abstract, {}).get(level, ("none", "", 1))
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= level:
            counts.append(self._levels.get(abstract, {}).get(len(counts), ("", "", 1))[2] - 1)
        counts[level] += 1
        del counts[level + 1 :]
        if kind in ("bullet", "none"):
            return ""
        shown = re.sub(r"%([1-9])", lambda match: self._written(abstract, counts, int(match[1]) - 1), text)
        return shown.strip().rstrip(".)").lstrip("(")

    def _written(self, abstract: str, counts: list[int], level: int) -> str:
        if level >= len(counts):
            return ""
        kind = self._levels.get(abstract, {}).get(level, ("decimal", "", 1))[0]
        return _in_letters(max(counts[level], 1), kind)


def _children(xml: bytes) -> Iterator[etree._Element]:
    if xml:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(xml, parser)
        yield from root if root is not None else ()


def _levels(abstract: etree._Element) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in abstract.iter(f"{W}lvl"):
        kind = _value(level.find(f"{W}numFmt")) or "decimal"
        start = _value(level.find(f"{W}start"))
        yield _digit(level.get(f"{W}ilvl", "0")), (kind, _value(level.find(f"{W}lvlText")), _digit(start, 1))


def _list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return the list and level that paragraph properties name."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    number = _value(found.find(f"{W}numId"))
    level = min(_digit(_value(found.find(f"{W}ilvl"))), _MOST_LEVELS - 1)
    return (number, level) if number and number != "0" else None


def _value(element: etree._Element | None) -> str:
    return element.get(_VAL, "") if element is not None else ""


def _digit(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _in_letters(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 5 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and number < 40:
        roman = ""
        for value, digits in _ROMAN:
            roman += digits * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
