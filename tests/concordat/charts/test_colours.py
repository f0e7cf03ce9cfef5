"""A picture that stands alone has the colours that it has on our pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from concordat.charts.bars import Segment, make_bar
from concordat.charts.colours import EDGE, LINES, PAPER, SEGMENTS, TONES
from concordat.charts.draw import drawn_bar, drawn_hexes
from concordat.charts.hexmap import Hex, Kind, make_hexmap

SHEET = (Path(settings.BASE_DIR) / "static" / "css" / "partials" / "_charts.scss").read_text()


def _rule(name: str, colour: str) -> str:
    """Return the first colour that the style sheet gives a class."""
    found = re.search(rf"^\.{name} {{[^}}]*\b{colour}: (#\w+)", SHEET, re.MULTILINE)
    assert found, name
    return found[1]


@pytest.mark.parametrize("key", SEGMENTS)
def test_parts_of_bars_have_the_style_sheets_colours(key: str) -> None:
    assert _rule(f"app-bar__segment--{key}", "fill") == SEGMENTS[key]


def test_tones_and_lines_have_the_style_sheets_colours() -> None:
    assert tuple(_rule(f"app-tone-{tone}", "fill") for tone in range(len(TONES))) == TONES
    assert tuple(_rule(f"app-line__point{suffix}", "fill") for suffix in ("", "--1", "--2")) == LINES
    assert _rule("app-hex__face", "stroke") == EDGE


def _light(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    straight = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), straight, strict=True))


def contrast(one: str, other: str) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("colour", sorted({*LINES, EDGE, *SEGMENTS.values(), *TONES[6:]} - {PAPER}))
def test_a_mark_stands_out_from_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


def test_everything_in_a_picture_says_its_own_colour() -> None:
    bar = drawn_bar(make_bar("B", [Segment("complete", "Complete", 3), Segment("silent", "Silent", 2)]))
    hexes = [Hex(1, 1, "A", "A", "light", dashed=True), Hex(2, 1, "B", "B", "dark", "/b/")]
    kinds = [Kind("light", "Light", "1", 0), Kind("dark", "Dark", "2", 8)]
    drawn = drawn_hexes(make_hexmap("M", hexes, kinds))
    shapes = re.findall(r"<(?:rect|use|polygon)[^>]*>", bar + drawn)
    assert len(shapes) == 5
    assert all(re.search(r'fill="(#\w+|none)"', shape) for shape in shapes), shapes
