"""A whole update round of forty actions by keyboard alone, from signing in to the last word."""

from __future__ import annotations

import subprocess
import sys
import time

from playwright.sync_api import Page

from tests.browser import must_be_accessible
from tests.cast import PASSWORD
from tests.journeys.forty import HOW_MANY
from tests.journeys.keys import Keys
from tests.journeys.service import ROOT, Service

SENTENCE = "The training goes on as planned."
REASON = "Two posts are vacant."


def test_forty_actions_are_said_in_under_five_minutes_by_keyboard_alone(page: Page, service: Service) -> None:
    subprocess.run([sys.executable, "-m", "tests.journeys.forty"], cwd=ROOT, env=service.env, check=True, timeout=60)
    keys = Keys(page)
    _sign_in(keys)
    keys.tab_to(f"{HOW_MANY} actions have had no word this period")
    keys.press("Enter")
    page.wait_for_selector("[data-round]")
    keys.tab_to("still |")
    began = time.monotonic()
    for number in range(1, HOW_MANY + 1):
        _say(keys, number)
        page.locator(f"#progress progress[value='{number}']").wait_for(state="attached")
    seconds = time.monotonic() - began
    told = keys.seconds_for_a_person(decisions=2 * HOW_MANY)
    print(
        f"\n{HOW_MANY} actions in {seconds:.1f} s: {keys.pressed} keys pressed, {keys.typed} letters typed"
        f" (sign-in included); a person needs about {told:.0f} s"
    )
    assert told < 300
    assert f"{HOW_MANY} of {HOW_MANY}" in page.locator("#progress").inner_text()
    must_be_accessible(page)
    page.reload()
    assert "Everything has been said for this period" in page.locator("main").inner_text()
    must_be_accessible(page)


def _sign_in(keys: Keys) -> None:
    keys.page.goto("/accounts/login/")
    keys.tab_to("login |")
    keys.write("olive@example.org")
    keys.press("Tab")
    keys.write(PASSWORD)
    keys.press("Enter")
    keys.page.wait_for_url("**/me/")


def _say(keys: Keys, number: int) -> None:
    """Say how one action stands: most are still true; every eighth has news, every twentieth is at risk."""
    assert keys.focus().startswith("still |"), keys.focus()
    if number % 8:
        keys.press("Enter")
        return
    keys.press("Tab")
    keys.press("Tab")
    if number % 20 == 0:
        keys.press("A")
    keys.press("Tab")
    keys.write(SENTENCE)
    if number % 20 == 0:
        keys.press("Tab")
        keys.write(REASON)
    keys.press("Control+Enter")
