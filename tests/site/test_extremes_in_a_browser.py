"""The same pages with nothing on them, with more on them than anybody foresaw, and when something is refused."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from areas.declarations.models import Declaration, DeclarationDraft, Signatory, WaitingSignatory
from areas.models import Letter, Organisation, Partnership, Person
from areas.roles.rules import Role
from plans.models import Action, Evidence, ImportRow, Plan, ProgressUpdate, Theme
from plans.rollups.operations import refresh_plans
from tests.cast import make_person
from tests.site.window import DESK, PHONE, Window, sideways_findings

#: A word that no line can hold, as a pasted address or a slip of the space bar makes it.
WORD = "Mentalhealthcrisiscareconcordat" * 4

FULL = {
    "anonymous": ("home", "areas", "area", "declaration", "plan-public", "standards", "standard"),
    "olive": (
        "me", "plan", "plan-round", "plan-gaps", "plan-missing", "plan-order", "plan-renumber", "plan-on", "plan-paper",
        "plan-evidence", "plan-public-preview", "action", "action-edit", "action-move", "milestone-edit", "evidence",
        "history", "declaration-edit", "declaration-compare", "declaration-steps", "declaration-step-others",
        "declaration-step-check", "signatory-list-check", "signatory-line", "import", "import-row", "import-found",
        "import-legend", "import-names", "import-difference", "import-compared",
    ),
    "colin": ("me", "plan-round", "update-add", "link"),
    "leah": ("people", "person", "membership-end", "plan-choices"),
    "reg": ("region", "plan-return"),
    "ana": ("national",),
    "adam": ("reminders", "reminder-letters", "reminder-letter", "account-close", "partnership"),
}  # fmt: skip
EMPTY = (
    "home", "areas", "standards", "me", "account", "national", "exports", "people",
    "reminders", "reminder-letters", "reminder-rules",
)  # fmt: skip


def _fill(stage: SimpleNamespace) -> None:
    """Write the longest words everywhere, each as long as its column takes."""
    update = ProgressUpdate(
        action=stage.cast.police_action, by=stage.cast.colin, delivery_state="in_progress", confidence="at_risk",
        narrative=WORD, reason=WORD, period="2026-27-Q3", at=stage.letter.sent_at,
    )  # fmt: skip
    update.save()
    for model, names in (
        (Partnership, ("name",)), (Organisation, ("name", "short_name")),
        (Person, ("name", "post")), (Plan, ("title",)), (Theme, ("title",)),
        (Action, ("text", "outcome", "timescale", "lead_text", "named_post", "number", "reason")),
        (Evidence, ("title", "shows")), (Declaration, ("text",)), (Signatory, ("post",)), (Letter, ("subject", "text")),
        (DeclarationDraft, ("text", "post")), (WaitingSignatory, ("line", "name", "post", "day_text")),
    ):  # fmt: skip
        for one in model.objects.all():
            for name in names:
                setattr(one, name, _long(one.pk, model._meta.get_field(name).max_length))
            model.objects.filter(pk=one.pk).update(**{name: getattr(one, name) for name in names})
    Evidence.objects.filter(url="").update(file_name=f"{WORD}.pdf")
    Evidence.objects.exclude(url="").update(url=f"https://{WORD[:60]}.example/{WORD}")
    for row in ImportRow.objects.all():
        row.fields = {**row.fields, "text": WORD, "timescale": WORD[:200], "lead_text": WORD[:200]}
        row.warnings = [WORD]
        row.save()
    Plan.objects.update(workflow_state="published", published_on=stage.letter.sent_at.date())
    refresh_plans(None, stage.cast.today)


@pytest.fixture
def empty_window(transactional_db: None, context: BrowserContext, live_server: LiveServer) -> Iterator[Window]:
    """Open a page of a service that knows nobody but its administrator."""
    nobody_else = SimpleNamespace(adam=make_person("Adam", role=Role.ADMINISTRATOR))
    page = context.new_page()
    yield Window(context, page, live_server.url, SimpleNamespace(cast=nobody_else))
    page.close()


def _long(key: int, most: int | None) -> str:
    """Return a long word among others, no longer than its column; the key keeps it unique."""
    return f"{key} {WORD} is said"[: most or 4000]


def test_words_without_end_push_no_page_sideways(window: Window) -> None:
    _fill(window.stage)
    findings = {}
    for role, names in FULL.items():
        for name in names:
            page = window.open(role, window.path_of(name), PHONE)
            findings[role, name] = sideways_findings(page)
            page.set_viewport_size(DESK)
            findings[role, name] += sideways_findings(page) + window.watch.taken()
    assert not any(findings.values()), "\n".join(f"{where}: {found}" for where, found in findings.items() if found)


@pytest.mark.parametrize("name", EMPTY)
def test_a_service_without_data_has_whole_pages(name: str, empty_window: Window) -> None:
    page = empty_window.open("adam", empty_window.path_of(name))
    assert not empty_window.look()
    assert page.locator("main").inner_text().count("\n") > 1


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("anonymous", "/accounts/login/"),
        ("anonymous", "/accounts/password/reset/"),
        ("anonymous", "/accounts/password/reset/done/"),
        ("anonymous", "/accounts/password/reset/key/1-no/"),
        ("anonymous", "/accounts/signup/"),
        ("anonymous", "/accounts/inactive/"),
        ("olive", "/accounts/password/change/"),
        ("olive", "/accounts/email/"),
        ("olive", "/accounts/logout/"),
        ("anonymous", "/nothing/here/"),
        ("anonymous", "/u/1-2.broken/"),
        ("colin", "/people/"),
        ("anonymous", "/areas/?q=nothing+of+this+name"),
        ("adam", "/people/?q=nobody+of+this+name"),
        ("adam", "/reminders/letters/?q=no+such+letter"),
        ("reg", "/regions/north-east/?q=nothing"),
    ],
)
def test_a_page_beside_the_table_is_whole_too(role: str, path: str, window: Window) -> None:
    page = window.open(role, path)
    own = [note for note in window.watch.taken() if not note.startswith(page.url) and "status of 40" not in note]
    assert not window.look() + own
