"""The update round in a real browser: with scripts and without, and when the line or the session is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plans.models import ProgressUpdate, UpdateDraft
from tests.cast import PASSWORD
from tests.site.window import PHONE, Window

WORDS = "Half of them are trained."


def row_of(page: Page, window: Window) -> str:
    """Return how the row of the force's action is found."""
    return f"#row-{window.stage.cast.police_action.pk}"


def test_a_row_is_saved_without_scripts_and_the_page_comes_back_at_it(plain_window: Window) -> None:
    page = plain_window.open("olive", plain_window.path_of("plan-round"))
    row = page.locator(row_of(page, plain_window))
    other = page.locator(f"#id_r{plain_window.stage.cast.council_action.pk}-narrative")
    other.fill("Half a sentence")
    row.locator("select").first.select_option("in_progress")
    row.locator("select").nth(1).select_option("on_track")
    row.locator("textarea").first.fill(WORDS)
    row.locator("[name=save]").click()
    page.wait_for_load_state()
    assert page.url.endswith(row_of(page, plain_window))
    expect(row).to_contain_text("The update is saved.")
    expect(other).to_have_value("Half a sentence")
    assert ProgressUpdate.objects.latest("at").narrative == WORDS


def test_a_mistake_in_a_row_is_named_in_it_with_scripts_too(window: Window) -> None:
    page = window.open("colin", window.path_of("plan-round"))
    row = page.locator(row_of(page, window))
    row.locator("select").nth(1).select_option("at_risk")
    row.locator("textarea").first.fill(WORDS)
    row.locator("[name=save]").click()
    expect(row).to_contain_text("Enter why the action is at risk")
    assert page.evaluate("document.activeElement.id") == f"id_r{window.stage.cast.police_action.pk}-reason"
    assert not window.look()


def test_two_who_disagree_are_shown_in_the_row(window: Window) -> None:
    page = window.open("colin", window.path_of("plan-round"))
    client, pk = window.client("olive"), window.stage.cast.police_action.pk
    client.post(
        f"/actions/{pk}/updates/add/",
        {
            "version": 1,
            "delivery_state": "in_progress",
            "confidence": "off_track",
            "reason": "No room",
            "narrative": "Late",
        },
    )
    row = page.locator(row_of(page, window))
    row.locator("select").first.select_option("in_progress")
    row.locator("select").nth(1).select_option("on_track")
    row.locator("textarea").first.fill(WORDS)
    row.locator("[name=save]").click()
    expect(row).to_contain_text("Olive updated this action while you were writing")
    expect(row.locator("textarea").first).to_have_value(WORDS)
    assert not window.look()
    row.get_by_role("button", name="Save my update after theirs").click()
    expect(row).to_contain_text("The update is saved.")
    assert ProgressUpdate.objects.latest("at").narrative == WORDS


@pytest.mark.parametrize("name", ["plan-round", "update-add"])
def test_what_is_typed_is_laid_by_and_comes_back(name: str, window: Window) -> None:
    page = window.open("colin", window.path_of(name))
    field = page.locator("main textarea").first if name == "plan-round" else page.locator("main [name=narrative]")
    with page.expect_response("**/draft/"):
        field.fill(WORDS)
    expect(page.locator("[data-kept]")).to_contain_text("Kept for later")
    page.reload()
    expect(page.locator("main")).to_contain_text("Your draft")
    assert UpdateDraft.objects.get().typed["narrative"] == WORDS
    assert not window.look()


def test_a_lost_line_loses_nothing_and_is_made_up_for(window: Window) -> None:
    page = window.open("colin", window.path_of("plan-round"))
    window.context.set_offline(True)
    try:
        page.locator("main textarea").first.fill(WORDS)
        expect(page.locator("[data-kept]")).to_contain_text("No connection: not kept yet")
        page.locator("main [name=save]").click()
        expect(page.locator("[data-kept]")).to_contain_text("this row is not saved")
    finally:
        window.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_contain_text("Kept for later")
    assert UpdateDraft.objects.get().typed["narrative"] == WORDS
    window.watch.taken()


def test_a_lost_session_loses_nothing(window: Window) -> None:
    page = window.open("colin", window.path_of("plan-round"), PHONE)
    row = page.locator(row_of(page, window))
    row.locator("select").first.select_option("in_progress")
    row.locator("select").nth(1).select_option("on_track")
    row.locator("textarea").first.fill(WORDS)
    page.context.clear_cookies(name="sessionid")
    row.locator("[name=save]").click()
    page.locator("[name=login]").fill("colin@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(WORDS)
    window.watch.taken()
    assert not window.look()
    page.get_by_role("button", name="Send it again").click()
    expect(row).to_contain_text("The update is saved.")
    assert ProgressUpdate.objects.latest("at").narrative == WORDS
