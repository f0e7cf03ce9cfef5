"""Dashboards in the order in which a screen reader reads them, from the browser's own accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.site.window import Window


class Told(NamedTuple):
    """What a screen reader says of one thing. ``level`` of a heading, else 0."""

    role: str
    name: str
    description: str
    level: int


def _read_aloud(page: Page) -> list[Told]:
    """Return what is in the tree from top to bottom: each thing before what is inside it."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[Told]:
        if not node["ignored"]:
            levels = [one["value"]["value"] for one in node.get("properties", []) if one["name"] == "level"]
            words = (node.get(part, {}).get("value", "") for part in ("role", "name", "description"))
            yield Told(*words, level=int(levels[0]) if levels else 0)
        for child in node.get("childIds", []):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


#: A page, who reads it, and the headings of the second level in the order in which they answer its question.
PAGES = {
    "region": ("reg", ["What needs me"]),
    "national": ("ana", ["On this page", "Standards"]),
    "area": ("anonymous", ["What was promised, and what has been done"]),
    "me": ("olive", ["Northshire"]),
}


@pytest.fixture(params=PAGES)
def told(request: pytest.FixtureRequest, window: Window) -> tuple[str, list[Told]]:
    """Read a page aloud, from the beginning of its main part on."""
    role, _ = PAGES[request.param]
    page = window.open(role, window.path_of(request.param))
    return request.param, _read_aloud(page)


def _headings(told: list[Told]) -> list[Told]:
    return [one for one in told if one.role == "heading" and one.name != "Menu"]


def test_the_skip_link_and_the_menu_come_before_the_page(told: tuple[str, list[Told]]) -> None:
    _, page = told
    roles = [one.role for one in page]
    assert next(one.name for one in page if one.role == "link") == "Skip to main content"
    assert roles.index("banner") < roles.index("navigation") < roles.index("main") < roles.index("contentinfo")


def test_the_headings_begin_with_the_page_s_own_and_leave_no_step_out(told: tuple[str, list[Told]]) -> None:
    _, page = told
    main = page[[one.role for one in page].index("main") :]
    levels = [one.level for one in _headings(main)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels


def test_the_page_answers_its_question_first(told: tuple[str, list[Told]]) -> None:
    name, page = told
    second = [one.name for one in _headings(page) if one.level == 2]
    wanted = PAGES[name][1]
    assert second[: len(wanted)] == wanted


def test_a_picture_says_what_it_shows_and_its_table_follows_it(told: tuple[str, list[Told]]) -> None:
    _, page = told
    for at, one in enumerate(page):
        if one.role == "image" and one.description:
            rest = page[at + 1 :]
            after = [other.name for other in rest[:400] if other.role == "DisclosureTriangle"]
            assert any(name.endswith("as a table") for name in after), one.name
