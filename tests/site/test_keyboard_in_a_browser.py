"""Pages by keyboard alone: the skip link, an order that leaves nothing out, a focus one can see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.window import Window

#: How the thing in focus looks, itself or the box drawn for it, compared with how it looks without focus.
SEEN = """() => {
  const one = document.activeElement;
  const parts = [[one], [one, "::before"], [one.labels?.[0] ?? one, "::before"], [one.querySelector("use") ?? one]];
  const look = () => parts.map(([part, box]) => {
    const style = getComputedStyle(part, box);
    return [style.outline, style.boxShadow, style.backgroundColor, style.fill, style.stroke].join();
  }).join("|");
  const on = look();
  one.blur();
  const off = look();
  one.focus();
  return on !== off;
}"""
#: What can be reached: a group of radio buttons is one stop.
STOPS = """() => {
  const seen = one => one.checkVisibility() && one.getClientRects().length > 0;
  const all = [...document.querySelectorAll(
    "main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary")].filter(seen);
  const groups = new Map();
  all.forEach((one, at) => {
    one.dataset.stop = one.type === "radio" ? `radio ${one.name}` : String(at);
    groups.set(one.dataset.stop, one);
  });
  return [...groups.keys()];
}"""


def test_the_skip_link_leads_past_the_menu(window: Window) -> None:
    page = window.open("olive", "/me/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.locator(".govuk-skip-link").bounding_box()["height"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("anonymous", "home"),
        ("olive", "declaration-edit"),
        ("olive", "declaration-step-others"),
        ("olive", "plan"),
        ("olive", "import-row"),
        ("colin", "update-add"),
        ("olive", "plan-round"),
        ("anonymous", "link"),
        ("adam", "people"),
        ("adam", "reminders"),
        ("ana", "national"),
    ],
)
def test_everything_is_reached_and_seen_by_keyboard(role: str, name: str, window: Window) -> None:
    page = window.open(role, window.path_of(name))
    wanted = page.evaluate(STOPS)
    page.locator(".govuk-skip-link").focus()
    reached, unseen = _walk(page, len(wanted) + 40)
    assert [stop for stop in wanted if stop not in reached] == []
    assert unseen == []


def _walk(page: Page, most: int) -> tuple[list[str], list[str]]:
    """Press Tab until the page begins again; return the stops inside main, and what shows no focus."""
    reached, unseen = [], []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if stop := page.evaluate("document.activeElement.dataset.stop"):
            reached.append(stop)
        if not page.evaluate(SEEN):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    return reached, unseen
