"""An analyst sees what is missing, freezes, publishes and corrects a quarter, and lays two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Action, Plan, PublishedQuarter
from plans.planning.queries.since import beginning_of
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action, make_area

QUARTER = "/national/quarters/2026-27-Q2/"
AS_AT = {"as_at_day": "30", "as_at_month": "9", "as_at_year": "2026"}
LATER = {"as_at_day": "31", "as_at_month": "10", "as_at_year": "2026"}


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    """The cast's plans began on 1 September; it is November, and Ana has signed in."""
    for tracked in (Plan, Action):
        tracked.pgh_event_model.objects.update(pgh_created_at=beginning_of(date(2026, 9, 1)))  # type: ignore[attr-defined]
    with time_machine.travel(
        timezone.make_aware(datetime.combine(cast.today, datetime.min.time())) + timedelta(hours=9)
    ):
        refresh_plans(None)
        client.force_login(cast.ana)
        yield client


def _freeze(page: Client) -> None:
    page.post(f"{QUARTER}freeze/", AS_AT)


def _correct(page: Client, reason: str = "Southbury reported late.") -> int:
    return page.post(f"{QUARTER}correct/", {**LATER, "reason": reason, "revision": "1"}).status_code


def test_who_has_not_reported_is_named(cast: Cast, page: Client) -> None:
    assert [one.name for one in page.get(QUARTER).context["complete"].chase] == ["Northshire"]
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=beginning_of(date(2026, 7, 1)))
    refresh_plans([cast.plan.pk])
    found = page.get(QUARTER)
    assert found.context["complete"].chase == ()
    assert "Every area with actions to carry out has reported" in found.content.decode()


def test_word_of_before_the_quarter_is_not_enough(cast: Cast, page: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(
        last_heard_at=beginning_of(date(2026, 7, 1)) - timedelta(seconds=1)
    )
    refresh_plans([cast.plan.pk])
    assert [one.name for one in page.get(QUARTER).context["complete"].chase] == ["Northshire"]


def test_she_freezes_and_publishes_it(page: Client) -> None:
    assert page.post(f"{QUARTER}freeze/", AS_AT).url == QUARTER
    assert "Frozen, not published" in page.get(QUARTER).content.decode()
    assert page.post(f"{QUARTER}publish/", {"revision": "1"}).url == QUARTER
    kept = PublishedQuarter.objects.get()
    assert (kept.quarter, kept.as_at, kept.is_published) == ("2026-27-Q2", date(2026, 9, 30), True)
    assert "Published" in page.get("/national/quarters/").content.decode()


def test_what_was_frozen_is_shown_whatever_happened_since(cast: Cast, page: Client) -> None:
    _freeze(page)
    Action.objects.filter(plan=cast.plan).update(delivery_state="complete")
    assert [(one.value, one.of) for one in page.get(QUARTER).context["figures"]] == [(0, 2), (0, 2), (0, 2), (0, 2)]


def test_she_corrects_it_and_both_revisions_stay(page: Client) -> None:
    _freeze(page)
    assert _correct(page) == 302
    shown = page.get(QUARTER).content.decode()
    assert "Revision 2" in shown
    assert "Revision 1" in shown
    assert "Southbury reported late." in shown


def test_two_corrections_at_once_are_shown_to_each_other(page: Client) -> None:
    _freeze(page)
    _correct(page)
    refused = page.post(f"{QUARTER}correct/", {**LATER, "reason": "Northshire too.", "revision": "1"})
    assert refused.status_code == 409
    assert "Southbury reported late." in refused.content.decode()
    assert "Northshire too." in refused.content.decode()
    assert refused.context["form"]["revision"].value() == "2"


def test_publishing_what_was_corrected_meanwhile_is_refused(page: Client) -> None:
    _freeze(page)
    _correct(page)
    assert page.post(f"{QUARTER}publish/", {"revision": "1"}).status_code == 409
    assert not PublishedQuarter.objects.filter(published_at__isnull=False).exists()


@pytest.mark.parametrize(("day", "month"), [("29", "9"), ("23", "11"), ("31", "9"), ("x", "9")])
def test_a_day_that_cannot_be_is_asked_for_again(page: Client, day: str, month: str) -> None:
    found = page.post(f"{QUARTER}freeze/", {"as_at_day": day, "as_at_month": month, "as_at_year": "2026"})
    assert found.status_code == 200
    assert found.context["form"].errors
    assert not PublishedQuarter.objects.exists()


def test_a_running_quarter_cannot_be_frozen(page: Client) -> None:
    assert "is not over yet" in page.get("/national/quarters/2026-27-Q3/freeze/").content.decode()
    assert page.post("/national/quarters/2026-27-Q3/freeze/", AS_AT).status_code == 200
    assert not PublishedQuarter.objects.exists()


@pytest.mark.parametrize("step", ["publish", "correct"])
def test_what_is_not_frozen_cannot_go_further(page: Client, step: str) -> None:
    assert "not frozen yet" in page.get(f"{QUARTER}{step}/").content.decode()
    answer = page.post(f"{QUARTER}{step}/", {**LATER, "reason": "Late.", "revision": "1"})
    assert "not frozen yet" in answer.content.decode()


@pytest.mark.parametrize("name", ["2026-27-Q5", "2026-28-Q1", "later", "2029-30-Q1", "0000-01-Q1"])
def test_a_quarter_that_is_none_is_not_found(page: Client, name: str) -> None:
    assert page.get(f"/national/quarters/{name}/").status_code == 404


def test_a_regional_lead_sees_what_is_published_and_no_more(cast: Cast, page: Client) -> None:
    _freeze(page)
    page.force_login(cast.reg)
    assert "Not published yet" in page.get(QUARTER).content.decode()
    assert page.post(f"{QUARTER}publish/", {"revision": "1"}).status_code == 403
    page.force_login(cast.ana)
    page.post(f"{QUARTER}publish/", {"revision": "1"})
    _correct(page)
    page.get(QUARTER)  # Ana reads what her last step said
    page.force_login(cast.reg)
    shown = page.get(QUARTER).content.decode()
    assert "Revision 1" in shown
    assert "Revision 2" not in shown
    assert "Southbury reported late." not in shown


def test_two_sides_show_what_changed(cast: Cast, page: Client) -> None:
    _freeze(page)
    make_action(cast.plan, "Open a crisis café.")
    _correct(page)
    refresh_plans([cast.plan.pk])
    url = "/national/quarters/compare/?before=2026-27-Q2-r1&after=today"
    found = page.get(url)
    rows = {row[0]: row[1:] for row in found.context["figures"].rows}
    assert rows["Actions"] == [2, 3, "+1"]
    assert found.context["became"] == [("New", 1)]
    assert [row[0].value for row in found.context["actions"].rows] == ["3 Open a crisis café."]
    other = page.get(f"{url}&region={cast.other_region.pk}")
    assert {row[0]: row[1:] for row in other.context["figures"].rows}["Actions"] == [0, 0, "0"]


def test_a_regional_lead_is_not_told_actions_of_others(cast: Cast, page: Client) -> None:
    _freeze(page)
    page.post(f"{QUARTER}publish/", {"revision": "1"})
    page.force_login(cast.reg)
    found = page.get("/national/quarters/compare/?before=2026-27-Q2-r1&after=today")
    assert "actions" not in found.context
    assert found.context["found"] is not None


@pytest.mark.parametrize("query", ["", "?before=x&after=y&region=z", "?before=2026-27-Q2-r9", "?region=999999"])
def test_what_cannot_be_compared_is_left_out(page: Client, query: str) -> None:
    _freeze(page)
    assert page.get(f"/national/quarters/compare/{query}").status_code == 200


@pytest.mark.parametrize("url", ["/national/quarters/", QUARTER, "/national/quarters/compare/?after=today"])
def test_a_page_takes_as_many_statements_at_any_size(cast: Cast, page: Client, url: str) -> None:
    if "compare" in url:
        _freeze(page)

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            page.get(url)
        return len(found)

    statements()
    few = statements()
    for number in range(10):
        cast.plan.areas.add(make_area(f"Area {number}", cast.region, f"E060001{number:02}"))
        make_action(cast.plan, f"Do number {number}.")
    refresh_plans(None)
    assert statements() == few <= 15
