"""A new officer, from the file her area has to a published plan, by keyboard alone."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.keys import Typist
from tests.journeys.papers import five_columns

TEN_MINUTES = 600


def test_a_new_officer_has_a_published_plan_within_ten_minutes(page: Page, tmp_path: Path) -> None:
    began, nora = time.monotonic(), Typist(page)
    _brings_in_the_plan(nora, five_columns(tmp_path))
    nora.go("Submit the plan")
    nora.go("Submit the plan")
    plan = page.url
    for name, step in (("reg", "Approve"), ("leah", "Publish")):
        nora.sign_in(name)
        nora.open(plan)
        nora.go(step)
        nora.go(step)
    nora.sees("Published")
    page.context.clear_cookies()
    nora.open("/areas/northumberland/plan/")
    nora.sees("Monitor every use of a police cell")
    seconds = time.monotonic() - began
    print(
        f"\nFrom the file to a published plan in {seconds:.0f} s: {nora.pressed} keys pressed, {nora.typed} letters "
        f"typed, {nora.pages} pages; three people need about {nora.seconds:.0f} s"
    )
    assert seconds < TEN_MINUTES
    assert nora.seconds < TEN_MINUTES


def _brings_in_the_plan(nora: Typist, paper: Path) -> None:
    nora.sign_in("olive")
    nora.open("/areas/northumberland/")
    nora.go("Start the plan")
    nora.fill("title |", "Northumberland crisis care action plan")
    nora.fill("plan_year |", "2015")
    nora.go("Start the plan")
    nora.go("Bring in a Word or Excel plan")
    nora.hand_in("file |", paper)
    nora.go("Read the file")
    while "/confirm/" not in page_of(nora):
        nora.go("Go on")
    nora.go("Bring in")
    nora.sees("Monitor every use of a police cell")


def page_of(nora: Typist) -> str:
    """Return the address of the page in view."""
    return nora.page.url
