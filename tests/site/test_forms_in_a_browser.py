"""Forms as a person meets them who makes a mistake, or whose browser runs no scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from areas.declarations.models import Declaration, WaitingSignatory
from plans.models import ImportRow, ProgressUpdate
from plans.planning.models import Plan
from tests.journeys.papers import five_columns
from tests.site.addresses import Stage
from tests.site.window import Window


@dataclass(frozen=True)
class Mistake:
    """A form, the one who fills it in, and what they get wrong; an empty value empties the field."""

    role: str
    name: str
    typed: Mapping[str, str] = field(default_factory=dict)
    query: Callable[[Stage], str] = lambda stage: ""


MISTAKES = {
    "a declaration without its text": Mistake("olive", "declaration-edit", {"text": "", "signed_on_month": "13"}),
    "a step with a day that cannot be": Mistake("olive", "declaration-step-group", {"signed_on_month": "13"}),
    "a step with a person for a post": Mistake("olive", "declaration-step-organisation", {"post": "Dr Jane Jones"}),
    "a list without a line": Mistake("olive", "signatory-list", {"text": ""}),
    "a signatory with half a date": Mistake("olive", "signatory-edit", {"signed_on_year": ""}),
    "a new signatory with a strange date": Mistake(
        "olive", "signatory-add", {"signed_on_day": "99"}, lambda stage: f"?organisation={stage.cast.trust.pk}"
    ),
    "a plan without a title": Mistake("olive", "plan-add", {"title": "", "plan_year": "soon"}),
    "a plan that loses its title": Mistake("olive", "plan-edit", {"title": ""}),
    "an action that says nothing": Mistake("olive", "action-add"),
    "an action that loses its words": Mistake("olive", "action-edit", {"text": ""}),
    "an update that does not say if it is in time": Mistake("colin", "update-add", {"delivery_state": "in_progress"}),
    "no file": Mistake("olive", "plan-import", {"plan_year": ""}),
    "a row without an action": Mistake("olive", "import-row", {"text": ""}),
    "nobody's name": Mistake("leah", "person-edit", {"name": ""}),
    "an invitation to nowhere": Mistake(
        "adam", "people-invite", {"email": "nowhere"},
        lambda stage: f"?role=officer&partnership={stage.cast.partnership.pk}",
    ),
    "days that are no days": Mistake("adam", "reminder-rule", {"days": "soon"}),
    "an empty sign-in": Mistake("anonymous", "account_login"),
    "an empty address for a new password": Mistake("anonymous", "account_reset_password"),
    "an empty new password": Mistake("olive", "account_change_password"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_named_and_leads_to_its_field(what: str, window: Window) -> None:
    mistake = MISTAKES[what]
    page = window.open(mistake.role, window.path_of(mistake.name) + mistake.query(window.stage))
    _send(page, mistake.typed)
    assert page.title().startswith("Error:")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("summary => summary.contains(document.activeElement)"), "the summary has no focus"
    for link in summary.locator("a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        assert page.evaluate("document.activeElement.id") == target, f"{link.inner_text()} leads nowhere"
    assert not window.look()


def _send(page: Page, typed: Mapping[str, str]) -> None:
    """Type into the fields and press the first button of the form."""
    for name, value in typed.items():
        fields = page.locator(f"main [name={name}]")
        if fields.first.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value={value}]").check()
        else:
            fields.fill(value)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_a_declaration_is_saved_without_scripts(plain_window: Window) -> None:
    page = plain_window.open("olive", plain_window.path_of("declaration-edit"))
    _send(page, {"text": "We promise, and we keep it."})
    assert "We promise, and we keep it." in page.locator("main").inner_text()
    assert Declaration.objects.get().text == "We promise, and we keep it."


def test_a_declaration_is_endorsed_without_scripts(plain_window: Window) -> None:
    WaitingSignatory.objects.filter(decision="open").delete()
    page = plain_window.open("olive", plain_window.path_of("declaration-step-others"))
    page.get_by_role("button", name="The list is complete").click()
    page.locator("main [name=endorsed]").check()
    page.get_by_role("button", name="Endorse and record").click()
    page.wait_for_load_state()
    assert "endorsed and recorded as signed" in page.locator("main").inner_text()
    assert Declaration.objects.get().text == "We promise more."


def test_an_update_is_saved_without_scripts(plain_window: Window) -> None:
    page = plain_window.open("colin", plain_window.path_of("update-add"))
    _send(page, {"delivery_state": "in_progress", "confidence": "on_track", "narrative": "Half are trained."})
    assert "Half are trained." in page.locator("main").inner_text()
    assert ProgressUpdate.objects.latest("at").narrative == "Half are trained."


def test_a_plan_is_brought_in_without_scripts(plain_window: Window, tmp_path: Path) -> None:
    ImportRow.objects.all().delete()
    plan = Plan.objects.create(partnership=plain_window.stage.cast.partnership, title="New plan", plan_year=2015)
    page = plain_window.open("olive", f"/plans/{plan.pk}/import/")
    page.locator("main [type=file]").set_input_files(five_columns(tmp_path))
    _send(page, {})
    assert "What we found" in page.locator("main").inner_text()
    page.get_by_role("link", name="Check the rows").click()
    assert "We read this as:" in page.locator("main").inner_text()
    page.get_by_role("button", name="Go on with").click()
    page.get_by_role("button", name="Bring in").click()
    page.wait_for_load_state()
    assert plan.actions.exists()
