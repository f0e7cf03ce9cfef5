"""Pictures for those who do not see them as drawn: on the accessibility tree, and in colours of the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.window import Window

#: Marks of pictures, and what of each has to stand out from what it lies on.
MARKS = {
    ".app-line": "stroke",
    ".app-line__point": "fill",
    ".app-line__target": "stroke",
    ".app-column": "fill",
    ".app-hex__face": "stroke",
    ".app-bar__segment": "stroke",
    ".app-step__mark path": "stroke",
}
_COLOURS = """([mark, colour]) => [...document.querySelectorAll(mark)].map(one => getComputedStyle(one)[colour])"""
_PAPER = "() => getComputedStyle(document.body).backgroundColor"


def _light(colour: str) -> float:
    numbers = colour[colour.index("(") + 1 : colour.index(")")].replace(",", " ").split()
    parts = [int(number) / 255 for number in numbers[:3]]
    straight = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), straight, strict=True))


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def forced(request: pytest.FixtureRequest, browser: Browser, window: Window) -> Iterator[Page]:
    """Open the gallery where the reader's own colours replace ours."""
    window.page.emulate_media(forced_colors="active", color_scheme=request.param)
    yield window.open("anonymous", window.path_of("components"))
    window.page.emulate_media(forced_colors="none", color_scheme="light")


def test_every_mark_stands_out_in_forced_colours(forced: Page) -> None:
    paper = forced.evaluate(_PAPER)
    faint: dict[str, list[str]] = {}
    for mark, part in MARKS.items():
        colours = set(forced.evaluate(_COLOURS, [mark, part]))
        assert colours, mark
        faint[mark] = [colour for colour in colours if colour == "none" or _contrast(colour, paper) < 3]
    assert not any(faint.values()), faint


def _tree(page: Page) -> list[tuple[str, str, str]]:
    """Return role, name and description of what assistive technology is told, in its order."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        tuple(node.get(part, {}).get("value", "") for part in ("role", "name", "description"))
        for node in nodes
        if not node["ignored"]
    ]


def test_a_picture_is_one_image_with_its_figures_in_words(window: Window) -> None:
    tree = _tree(window.open("anonymous", window.path_of("components")))
    images = {name: told for role, name, told in tree if role == "image"}
    assert "820 in Q1 2024/25, 690 in Q2 2026/27" in images["Section 136 in Northshire"]
    assert images["Actions by state"].startswith("Complete 34")
    assert not [name for _, name, _ in tree if name in ("Q1 2024/25: 820", "Complete: 34 (43%)")]


def test_hexagons_that_lead_somewhere_are_links_in_reading_order(window: Window) -> None:
    tree = _tree(window.open("anonymous", window.path_of("components")))
    links = [name for role, name, _ in tree if role == "link" and ": " in name and name.split(":")[0] in _PLACES]
    assert [name.split(":")[0] for name in links] == list(_PLACES[1:])


_PLACES = ("North", "Upper West", "Mid-shire", "Eastholme", "Old Bridge and Vale", "Southbury", "Isle")
