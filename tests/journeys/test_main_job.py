"""The main job from end to end: declaration, plan, update, letters, dashboards, export.

One country, one running service, six steps; each step goes on from the one before.
"""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from tests.journeys.papers import five_columns, seven_columns, signed_copy
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor

UPDATE = "Every cell use of the last month was reported to the group."
CELLS = "Monitor every use of a police cell and report it to the group."


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the area's papers."""
    return tmp_path_factory.mktemp("papers")


def test_1_the_officer_records_the_declaration(page: Page, papers: Path) -> None:
    olive = Visitor(page)
    olive.sign_in("olive")
    olive.open("/areas/?q=northumber")
    olive.follow("Northumberland")
    olive.open("/areas/northumberland/declaration/")
    olive.follow("Record the declaration")
    olive.choose("Signed")
    olive.press("Save declaration")
    olive.sees("There is a problem")
    olive.write("Agreed text", "We will work together so that people in crisis get help at once.")
    olive.choose("Signed")
    olive.date("signed_on", date(2026, 9, 3))
    page.locator("[type=file]").set_input_files(signed_copy(papers))
    olive.press("Save declaration")
    olive.sees("We will work together", "3 September 2026", "declaration.pdf")
    olive.follow("Add a signatory")
    olive.write("Find the organisation", "Northumbria Police")
    olive.press("Find")
    olive.follow("Northumbria Police")
    olive.write("Post of the person who signed", "Deputy chief constable")
    olive.date("signed_on", date(2026, 9, 3))
    olive.press("Save signatory")
    olive.sees("Northumbria Police", "Deputy chief constable")
    olive.sees("Mental health trust", "Ambulance trust")


def test_2_she_brings_in_the_plan_she_has(page: Page, papers: Path, service: Service) -> None:
    olive = Visitor(page)
    olive.sign_in("olive")
    olive.open("/areas/northumberland/plan/add/")
    olive.write("Title of the plan", "Northumberland crisis care action plan")
    page.get_by_label("Year in which").fill("2015")
    olive.press("Start the plan")
    for paper, first in ((five_columns(papers), CELLS), (seven_columns(papers), "Train every response officer")):
        olive.follow("Bring in a Word or Excel plan")
        page.locator("[type=file]").set_input_files(paper)
        olive.press("Read the file")
        olive.sees("What we found")
        _goes_on_to_the_rows(olive)
        olive.sees(first, "We read this as:")
        if first == CELLS:
            _corrects_the_row_without_a_date(olive)
            olive.press("Go on with")
            olive.press("Bring in")
            olive.sees("actions are in the plan")
        else:
            olive.press("Compare with the plan")
            olive.press("Bring")
            olive.sees("Brought in")
    olive.open(page.url + "?finished=on")
    olive.sees("Write a joint crisis and contingency plan", "Share need-to-know information")
    printed = service.manage(
        "import_plan", str(five_columns(papers)), "--area", "northumberland", "--plan-year", "2015", "--json"
    )
    texts = [action["action"] for action in json.loads(printed.stdout)["actions"]]
    assert CELLS in texts


def _goes_on_to_the_rows(olive: Visitor) -> None:
    """Pass the steps before the rows; where marks are asked about, green is complete."""
    olive.press("Go on")
    while olive.page.url.rstrip("/").endswith(("legend", "names")):
        for choice in olive.page.locator("main select[name^=m]").all():
            if not choice.input_value():
                choice.select_option("complete")
        olive.press("Save and go on")


def _corrects_the_row_without_a_date(olive: Visitor) -> None:
    row = olive.page.locator("tr", has_text="Write a joint crisis and contingency plan")
    row.get_by_role("link", name="Correct").click()
    olive.look()
    olive.write("Timescale", "by end of March 2027")
    olive.press("Check the timescale")
    olive.sees("31 March 2027")
    olive.press("Save this row")
    olive.sees("is saved", "31 March 2027")


def test_3_a_police_colleague_updates_his_action(page: Page) -> None:
    colin = Visitor(page)
    colin.sign_in("colin")
    colin.follow("Monitor every use of a police cell")
    colin.press("Say how it stands")
    colin.choose("In progress")
    colin.choose("On track")
    colin.write("What has been done?", UPDATE)
    colin.press("Save update")
    colin.sees(UPDATE, "In progress", "On track")


def test_4_one_digest_goes_to_each_person_and_no_second(page: Page, service: Service) -> None:
    service.manage("run_reminders")
    _until(lambda: len(service.sink.to("olive@example.org")) == 1, 30)
    service.manage("run_reminders")
    time.sleep(3)
    letters = service.sink.letters
    assert len(letters) == len({letter["To"] for letter in letters})
    assert service.sink.to("otto@example.org") == []
    parts = {part.get_content_type(): part.get_payload(decode=True) for part in letters[0].walk()}
    assert f"{service.url}/u/".encode() in (parts["text/plain"] or b"")
    assert f"{service.url}/actions/".encode() in (parts["text/html"] or b"")
    _answers_from_the_letter(Visitor(page), (parts["text/plain"] or b"").decode())


def _answers_from_the_letter(reader: Visitor, letter: str) -> None:
    """Open the first link of a letter without signing in, and say that nothing has changed."""
    reader.open(next(word for word in letter.split() if "/u/" in word))
    reader.sees("without signing in")
    reader.press("Nothing has changed: still true")
    reader.sees("Thank you", "It is noted that nothing has changed.")


def test_5_the_update_is_on_the_dashboards_within_five_seconds(page: Page, browser: Browser, service: Service) -> None:
    reg = Visitor(page)
    reg.sign_in("reg")
    reg.open("/regions/north-east/")
    reg.sees("Northumberland", UPDATE)
    other = browser.new_context(base_url=service.url)
    colin = Visitor(other.new_page())
    colin.sign_in("colin")
    colin.follow("Train every response officer")
    colin.press("Say how it stands")
    colin.choose("Complete")
    colin.write("What has been done?", "All officers are trained.")
    before = _completed(reg)
    saved = time.monotonic()
    colin.page.get_by_role("button", name="Save update").click()
    _until(lambda: _completed(reg) == before + 1, 5)
    assert time.monotonic() - saved < 5
    other.close()
    reg.open("/national/")
    reg.sees("Northumberland", "North East", "South West")
    assert page.locator("svg a, svg [href]").count() >= 153


def _completed(reg: Visitor) -> int:
    """Read from the region's table how many actions of Northumberland are complete."""
    reg.page.goto("/regions/north-east/")
    row = reg.page.locator("main table tr", has=reg.page.get_by_role("link", name="Northumberland")).first
    return int(row.locator(".app-bar__words").first.inner_text().split()[0])


def test_6_the_analyst_takes_it_away(page: Page) -> None:
    ana = Visitor(page)
    ana.sign_in("ana")
    ana.open("/exports/")
    rows = list(csv.DictReader(io.StringIO(_download(ana, "actions", "csv").decode("utf-8-sig"))))
    cells = next(row for row in rows if CELLS in row.values())
    assert UPDATE in cells.values()
    assert any("E06000057" in value for value in cells.values())
    summary = _download(ana, "national", "csv").decode("utf-8-sig")
    assert summary.count("\nE0") + summary.count("\nE1") >= 153 or summary.count("E06000057") >= 1
    for name in ("national", "actions"):
        book = load_workbook(io.BytesIO(_download(ana, name, "xlsx")))
        assert any("E06000057" in str(cell.value) for sheet in book for row in sheet for cell in row)


def _download(ana: Visitor, name: str, file_format: str) -> bytes:
    with ana.page.expect_download() as waiting:
        ana.page.locator(f"a[href$='{name}.{file_format}']").first.click()
    return Path(waiting.value.path()).read_bytes()


def _until(met: object, seconds: float) -> None:
    """Wait until ``met()`` is true."""
    deadline = time.monotonic() + seconds
    while not met():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"not so after {seconds} s"
        time.sleep(0.25)
