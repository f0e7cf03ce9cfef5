"""The map: each place once, in reading order, in words as well as tones, with a table of the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.conf import settings

from concordat.charts.hexmap import Hex, Kind, make_hexmap
from tests.concordat.web.drawn import draw, find, one, words

KINDS = [
    Kind("none", "Nothing recorded", "1", 0),
    Kind("declared", "Declared", "2", 4),
    Kind("done", "Delivered", "3", 8),
]
HEXES = [
    Hex(1.0, 2.0, "South", "Southbury", "done", "/areas/southbury/"),
    Hex(
        1.5, 1.0, "N’shire", "Northshire", "declared", "/areas/northshire/", note="no update for 20 weeks", dashed=True
    ),
    Hex(0.5, 1.0, "<West>", "Westmere & Vale", "none"),
]


def drawn():  # type: ignore[no-untyped-def]
    return draw("{% load charts %}{% hexmap map %}", map=make_hexmap("England by stage", HEXES, KINDS))


def test_links_come_in_reading_order_and_say_everything() -> None:
    links = find(drawn(), "svg a")
    assert [link.get("aria-label") for link in links] == [
        "Northshire: Declared, no update for 20 weeks",
        "Southbury: Delivered",
    ]
    assert [link.get("href") for link in links] == ["/areas/northshire/", "/areas/southbury/"]


def test_the_table_has_the_same_rows_as_the_map() -> None:
    tree = drawn()
    on_map = {found.get("aria-label").replace(": ", ", ") for found in find(tree, "svg .app-hex")}
    in_table = {f"{name}, {kind}" for name, kind in zip(words(tree, "tbody th"), words(tree, "tbody td"), strict=True)}
    assert on_map == in_table
    assert words(tree, "tbody th") == ["Northshire", "Southbury", "Westmere & Vale"]


def test_a_kind_is_told_by_mark_and_tone_and_words() -> None:
    tree = drawn()
    assert words(tree, ".app-hex__label .app-hex__mark") == ["1", "2", "3"]
    assert len(find(tree, "svg .app-hex use.app-tone-4")) == 1
    assert "2 Declared (1)" in words(tree, ".app-legend__item")


def test_the_picture_has_a_name_and_a_description() -> None:
    tree = drawn()
    picture = one(tree, "svg.app-map__picture")
    assert picture.get("aria-labelledby") == "map-title map-desc"
    assert words(tree, "#map-title") == ["England by stage"]
    assert words(tree, "#map-desc")[0].startswith("3 hexagons. Nothing recorded: 1; Declared: 1; Delivered: 1.")


def test_a_broken_line_is_drawn_and_explained_only_where_needed() -> None:
    tree = drawn()
    assert len(find(tree, "use.app-hex__ring")) == 1
    assert "Gone quiet" in words(tree, ".app-legend__item")
    assert not make_hexmap("Calm", HEXES[:1], KINDS).any_dashed


def test_a_place_of_no_known_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        make_hexmap("Map", [Hex(0, 0, "A", "A", "unheard-of")], KINDS)


def test_a_map_without_places_says_so() -> None:
    tree = draw("{% load charts %}{% hexmap map %}", map=make_hexmap("England by stage", [], KINDS))
    assert words(tree, "tbody td") == ["Nothing to show yet."]


@pytest.mark.parametrize("label", ["N", "W’hampton", "Ken & Ch", "Four words are shown", ""])
def test_a_label_fits_into_its_hexagon(label: str) -> None:
    (cell,) = make_hexmap("Map", [Hex(0, 0, label, "A", "none")], KINDS).cells
    longest = max(len(line.text) for line in cell.lines)
    assert longest * float(cell.font_size) * 0.58 <= 0.92
    assert all(-0.5 < line.y < 0.3 for line in cell.lines)


def test_nothing_is_styled_in_place() -> None:
    assert not find(drawn(), "[style]")


REFERENCE = Path(settings.BASE_DIR).parent / "shared" / "reference" / "areas.csv"


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference tables are not on this machine")
def test_england_fits_into_the_frame() -> None:
    with REFERENCE.open(encoding="utf-8") as lines:
        hexes = [
            Hex(float(a["hex_x"]), float(a["hex_y"]), a["hex_label"], a["name"], "none") for a in csv.DictReader(lines)
        ]
    left, top, width, height = map(float, make_hexmap("England", hexes, KINDS).view_box.split())
    assert all(left + 0.5 <= one.x <= left + width - 0.5 for one in hexes)
    assert all(top + 0.58 <= one.y <= top + height - 0.58 for one in hexes)
