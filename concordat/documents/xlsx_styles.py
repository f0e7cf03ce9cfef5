"""How the cells of a workbook look: fills (theme colours too), struck-through text, dates among numbers."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: The order in which a cell's theme number counts the theme's colours.
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
)  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a cell as far as it means something."""

    fill: str | None = None
    strike: bool = False
    bold: bool = False
    format: str = "General"


class Styles:
    """The styles of a workbook, by the number a cell names."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self.from_1904 = False
        self._theme = _theme(theme)
        self._looks = self._read(styles) if styles is not None else []

    def look(self, number: int) -> Look:
        """Return the look with that number."""
        return self._looks[number] if 0 <= number < len(self._looks) else Look()

    def number(self, text: str, look: Look) -> str:
        """Return a number as a reader sees it: days as 2014-12-31, whole numbers without a point."""
        try:
            value = float(text)
        except ValueError:
            return text
        if is_date_format(look.format):
            epoch = CALENDAR_MAC_1904 if self.from_1904 else CALENDAR_WINDOWS_1900
            try:
                moment = from_excel(value, epoch)
            except (ValueError, OverflowError, TypeError):
                return text
            return moment.date().isoformat() if isinstance(moment, datetime) else str(moment)
        return _plain_number(text, value, look.format)

    def _read(self, styles: etree._Element) -> list[Look]:
        formats = {_int(one.get("numFmtId")): one.get("formatCode", "") for one in styles.iter(f"{S}numFmt")}
        fills = [self._fill(one) for one in styles.iterfind(f"{S}fills/{S}fill")]
        fonts = [(switched_on(one, "strike"), switched_on(one, "b")) for one in styles.iterfind(f"{S}fonts/{S}font")]
        looks: list[Look] = []
        for one in styles.iterfind(f"{S}cellXfs/{S}xf"):
            strike, bold = _at(fonts, one.get("fontId"), (False, False))
            code = _int(one.get("numFmtId"))
            shown = formats.get(code) or BUILTIN_FORMATS.get(code, "General")
            looks.append(Look(_at(fills, one.get("fillId"), None), strike, bold, shown))
        return looks

    def _fill(self, fill: etree._Element) -> str | None:
        """Return the colour of a fill; white, and none, count as none."""
        pattern = fill.find(f"{S}patternFill")
        if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
            return None
        colour = pattern.find(f"{S}fgColor")
        found = self._colour(colour) if colour is not None else None
        return found if found != "FFFFFF" else None

    def _colour(self, colour: etree._Element) -> str | None:
        if colour.get("rgb"):
            found: str | None = colour.get("rgb", "")[-6:].upper()
        elif colour.get("theme"):
            found = _at(self._theme, colour.get("theme"), None)
        else:
            index = _int(colour.get("indexed"), -1)
            found = COLOR_INDEX[index][-6:] if 0 <= index < len(COLOR_INDEX) else None
        if not found or len(found) != 6 or any(char not in "0123456789ABCDEF" for char in found):
            return None
        return _tinted(found, colour.get("tint", "0"))


def _plain_number(text: str, value: float, code: str) -> str:
    """Return a number without the dust of binary fractions, with the decimals its format asks for."""
    if code.startswith("0.0") and set(code) <= {"0", "."}:
        return f"{value:.{len(code) - 2}f}"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.12g}" if abs(value) < 1e15 else text


def _theme(theme: etree._Element | None) -> list[str | None]:
    scheme = theme.find(f".//{_A}clrScheme") if theme is not None else None
    if scheme is None:
        return []
    found: list[str | None] = []
    for name in _THEME_ORDER:
        colour = scheme.find(f"{_A}{name}/*")
        found.append((colour.get("lastClr") or colour.get("val") or "").upper() if colour is not None else None)
    return found


def _tinted(colour: str, tint: str) -> str:
    try:
        amount = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + amount) if amount < 0 else light * (1 - amount) + amount
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strong))


def switched_on(element: etree._Element | None, name: str) -> bool:
    """Answer whether a font has a switch such as ``strike`` on."""
    found = element.find(f"{S}{name}") if element is not None else None
    return found is not None and found.get("val", "1") not in ("0", "false")


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _at(items: list[T], index: str | None, default: T) -> T:
    number = _int(index, -1)
    return items[number] if 0 <= number < len(items) else default
