"""The evidence of a whole plan, and what of it needs mending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.evidence.operations import set_aside
from plans.evidence.queries import links_to_mend, run_out
from plans.models import Evidence
from tests.cast import Cast, make_action
from tests.plans.evidence.pieces import add_file, add_link


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def break_link(one: Evidence) -> None:
    now = timezone.now()
    Evidence.objects.filter(pk=one.pk).update(link_state="broken", failing_since=now, failures=2, checked_at=now)


@pytest.mark.parametrize(
    ("only", "titles"),
    [
        ("", {"Broken one", "Old one", "Public file"}),
        ("broken", {"Broken one"}),
        ("expired", {"Old one"}),
        ("files", {"Public file"}),
        ("links", {"Broken one", "Old one"}),
        ("public", {"Public file"}),
        ("past", {"Aside"}),
        ("nonsense", {"Broken one", "Old one", "Public file"}),
    ],
)
def test_the_filter_keeps_what_was_asked_for(officer: Client, cast: Cast, only: str, titles: set[str]) -> None:
    break_link(add_link(cast.police_action, title="Broken one"))
    add_link(cast.council_action, title="Old one", valid_until=timezone.localdate() - timedelta(days=1))
    add_file(cast.police_action, title="Public file", classification="public")
    set_aside(evidence_id=add_link(cast.police_action, title="Aside").pk, reason="Wrong", by=None)
    add_link(make_action(cast.other_plan, "Theirs"), title="Theirs")
    response = officer.get(f"/plans/{cast.plan.pk}/evidence/", {"only": only})
    assert {one.title for one in response.context["page"]} == titles
    page = response.content.decode()
    assert "3 pieces of evidence. 1 link broken, 1 expired." in page


def test_a_plan_without_evidence_says_where_it_is_added(officer: Client, cast: Cast) -> None:
    page = officer.get(f"/plans/{cast.plan.pk}/evidence/").content.decode()
    assert "Files and links are added on the page of an action" in page


def test_whoever_reminds_can_ask_what_is_broken_and_what_has_run_out(cast: Cast) -> None:
    broken, old = add_link(cast.police_action), add_link(cast.council_action, valid_until=date(2026, 1, 1))
    break_link(broken)
    assert list(links_to_mend()) == [broken]
    assert list(run_out(date(2026, 1, 2))) == [old]
    assert not run_out(date(2026, 1, 1)).exists()


@pytest.mark.parametrize("where", ["plan", "action"])
def test_the_pages_take_as_many_statements_for_60_pieces_as_for_6(officer: Client, cast: Cast, where: str) -> None:
    address = f"/plans/{cast.plan.pk}/evidence/" if where == "plan" else f"/actions/{cast.police_action.pk}/"
    seen = []
    for count in (6, 54):
        for n in range(count):
            add_link(cast.police_action, title=f"Piece {n}", by=cast.olive.pk)
        with CaptureQueriesContext(connection) as queries:
            officer.get(address)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 13
