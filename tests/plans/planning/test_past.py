"""Any past day of a plan can be shown: as it stood then, whatever became of it since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plans.models import Action, ActionPartner, ActionStandard, Plan
from plans.planning.operations import add_actions, edit_action
from plans.planning.queries.past import plan_on
from plans.planning.rules.actions import NewAction
from plans.planning.rules.past import PastAction
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast, make_action, make_cast

FIRST = date(2026, 3, 2)
TRACKED = (Action, Plan, ActionPartner, ActionStandard)


def events_of(tracked: Any) -> Any:
    return tracked.pgh_event_model.objects


def on(day: date, do: Callable[[], object] = lambda: None) -> None:
    """Do something, and let the histories say that it was done at noon of ``day``."""
    last = {one: events_of(one).order_by("-pgh_id").values_list("pgh_id", flat=True).first() or 0 for one in TRACKED}
    do()
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for one, pk in last.items():
        events_of(one).filter(pgh_id__gt=pk).update(pgh_created_at=noon)


def begin(cast: Cast) -> None:
    """Let everything so far have been there on the first day."""
    noon = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC)
    for one in TRACKED:
        events_of(one).update(pgh_created_at=noon)
    Plan.objects.update(created_at=noon)
    events_of(Plan).update(pgh_created_at=noon)


@pytest.fixture
def began(cast: Cast) -> Cast:
    begin(cast)
    return cast


@pytest.fixture
def officer(client: Client, began: Cast) -> Client:
    client.force_login(began.olive)
    return client


def days(number: int) -> date:
    return FIRST + timedelta(days=number)


def stood(cast: Cast, day: date) -> dict[int, PastAction]:
    return {action.id: action for action in plan_on(cast.plan, day).actions}


def edit(action: Action, **changes: object) -> None:
    version = Action.objects.values_list("version", flat=True).get(pk=action.pk)
    edit_action(action_id=action.pk, expected_version=version, changes=changes, by=None)


def test_words_lead_and_partners_are_those_of_the_day(began: Cast) -> None:
    one = began.police_action
    on(days(5), lambda: edit(one, text="Train everybody", lead_id=began.trust.pk, partner_ids=(began.charity.pk,)))
    on(days(9), lambda: edit(one, partner_ids=(), standard_ids=(began.standard.pk,)))
    before, between, after = (stood(began, days(n))[one.pk] for n in (4, 5, 9))
    assert (before.text, before.lead, before.partners) == (one.text, "Northshire Police", ())
    assert (between.text, between.lead) == ("Train everybody", "Northshire Mental Health NHS Trust")
    assert (between.partners, between.standards) == (("Northshire Mind",), ())
    assert (after.partners, after.standards) == ((), ("A1",))


def test_state_and_confidence_are_those_of_the_day(began: Cast) -> None:
    one, said = began.police_action, NewUpdate("in_progress", "at_risk", "Half are trained", "No trainer")
    on(
        days(3),
        lambda: record_update(action_id=one.pk, expected_version=1, update=said, by=None, submission_key=None),
    )
    assert stood(began, days(2))[one.pk].delivery_state == "not_started"
    then = stood(began, days(3))[one.pk]
    assert (then.state_words, then.confidence_words, then.reason) == ("In progress", "At risk", "No trainer")


def test_an_action_that_moved_to_another_plan_since_is_shown_where_it_stood(began: Cast) -> None:
    one = began.council_action
    on(days(4), lambda: Action.objects.filter(pk=one.pk).update(plan=began.other_plan))
    assert one.pk in stood(began, days(3))
    assert one.pk not in stood(began, days(4))
    assert one.pk in {action.id for action in plan_on(began.other_plan, days(4)).actions}


def test_an_action_that_was_merged_says_into_which(began: Cast) -> None:
    change = {"delivery_state": "merged", "merged_into": began.police_action}
    on(days(2), lambda: Action.objects.filter(pk=began.council_action.pk).update(**change))
    assert stood(began, days(1))[began.council_action.pk].merged_into == ""
    assert stood(began, days(2))[began.council_action.pk].merged_into == "1"


def test_changes_by_raw_statements_are_seen_too(began: Cast) -> None:
    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE plans_action SET text = 'Raw' WHERE id = %s", [began.police_action.pk])
            cursor.execute("DELETE FROM plans_action_partners")

    on(days(1), lambda: began.police_action.partners.add(began.charity))
    on(days(2), raw)
    then = stood(began, days(2))[began.police_action.pk]
    assert (then.text, then.partners) == ("Raw", ())
    assert stood(began, days(1))[began.police_action.pk].partners == ("Northshire Mind",)


@pytest.mark.parametrize(("hour", "seen"), [("2026-07-01T22:59:59+00:00", True), ("2026-07-01T23:00:00+00:00", False)])
def test_a_day_ends_at_midnight_as_people_here_count_it(began: Cast, hour: str, seen: bool) -> None:
    on(date(2026, 7, 1), lambda: edit(began.police_action, text="Late"))
    events_of(Action).filter(text="Late").update(pgh_created_at=datetime.fromisoformat(hour))
    assert (stood(began, date(2026, 7, 1))[began.police_action.pk].text == "Late") is seen


def test_links_that_are_older_than_their_history_are_said_to_be_unknown_before(began: Cast) -> None:
    on(days(6), lambda: began.police_action.partners.add(began.charity))
    events_of(ActionPartner).update(pgh_label="known")
    assert not plan_on(began.plan, days(5)).links_known
    assert plan_on(began.plan, days(6)).links_known
    assert stood(began, days(6))[began.police_action.pk].partners == ("Northshire Mind",)


def test_the_migration_begins_the_history_of_what_is_linked_already(began: Cast) -> None:
    began.police_action.partners.add(began.charity)
    began.police_action.standards.add(began.standard)
    began_with = import_module("plans.migrations.0004_keep_history_of_links")
    with connection.cursor() as cursor:
        for tracked, sql in ((ActionPartner, began_with.BEGIN_PARTNERS), (ActionStandard, began_with.BEGIN_STANDARDS)):
            events_of(tracked).all().delete()
            cursor.execute(sql)
            assert list(events_of(tracked).values_list("pgh_label", "action_id")) == [("known", began.police_action.pk)]
    assert stood(began, timezone.localdate())[began.police_action.pk].standards == ("A1",)
    assert not plan_on(began.plan, days(1)).links_known


def test_the_page_says_which_day_it_shows(officer: Client, began: Cast) -> None:
    on(days(3), lambda: edit(began.police_action, text="Train everybody"))
    page = officer.get(f"/plans/{began.plan.pk}/on/{days(2)}/").content.decode()
    assert "This is how the plan stood on 4 March 2026" in page
    assert "0 of 2 actions were complete" in page
    assert "Train every response officer" in page
    assert "Train everybody" not in page


def test_the_page_leads_to_what_has_changed_since_the_end_of_the_day(officer: Client, began: Cast) -> None:
    on(days(3), lambda: edit(began.police_action, text="Train everybody"))
    page = officer.get(f"/plans/{began.plan.pk}/on/{days(2)}/").content.decode()
    link = f"{began.plan.get_absolute_url()}?since=5%20March%202026&amp;finished=on"
    assert link in page
    told = officer.get(link.replace("&amp;", "&")).content.decode()
    assert "What has changed since 5 March 2026" in told
    assert "Nothing in the plan has changed" not in told


def test_a_day_before_the_plan_is_answered_with_a_sentence(officer: Client, began: Cast) -> None:
    page = officer.get(f"/plans/{began.plan.pk}/on/2019-01-31/").content.decode()
    assert "The plan did not exist on 31 January 2019. It was started on 2 March 2026." in page


def test_a_day_before_the_refresh_leads_to_the_edition_before(officer: Client, began: Cast) -> None:
    Plan.objects.filter(pk=began.plan.pk).update(edition=2, refreshes=began.other_plan)
    page = officer.get(f"/plans/{began.plan.pk}/on/2019-01-31/").content.decode()
    assert f"/plans/{began.other_plan.pk}/on/2019-01-31/" in page


def test_a_day_without_a_record_says_from_when_one_is_kept(officer: Client, began: Cast) -> None:
    Plan.objects.filter(pk=began.plan.pk).update(created_at=datetime(2025, 1, 1, tzinfo=UTC))
    page = officer.get(f"/plans/{began.plan.pk}/on/2025-06-01/").content.decode()
    assert "A record of every day is kept from 2 March 2026 on." in page


def test_a_day_is_chosen_in_three_boxes_and_stands_in_the_address(officer: Client, began: Cast) -> None:
    address = f"/plans/{began.plan.pk}/on/"
    chosen = officer.get(address, {"on_day": "5", "on_month": "March", "on_year": "2026"})
    assert chosen["Location"] == f"{address}2026-03-05/"
    wrong = officer.get(address, {"on_day": "31", "on_month": "2", "on_year": "2026"}).content.decode()
    assert "Day must be a real date" in wrong
    coming = officer.get(address, {"on_day": "1", "on_month": "1", "on_year": "2099"}).content.decode()
    assert "or earlier" in coming


@pytest.mark.parametrize("day", ["2026-02-31", "yesterday", "2099-01-01", "20260305x"])
def test_a_day_that_is_none_or_still_to_come_is_not_found(officer: Client, began: Cast, day: str) -> None:
    assert officer.get(f"/plans/{began.plan.pk}/on/{day}/").status_code == 404


def test_a_plan_of_1000_actions_takes_as_many_statements_as_one_of_20(officer: Client, began: Cast) -> None:
    def grow(number: int) -> None:
        rows = [NewAction(text=f"Action {n}", partner_ids=(began.charity.pk,)) for n in range(number)]
        on(days(1), lambda: add_actions(plan_id=began.plan.pk, rows=rows, by=None))

    seen = []
    for number in (18, 980):
        grow(number)
        with CaptureQueriesContext(connection) as alone:
            plan_on(began.plan, days(2))
        with CaptureQueriesContext(connection) as page:
            officer.get(f"/plans/{began.plan.pk}/on/{days(2)}/")
        seen.append((len(alone), len(page)))
    assert seen[0] == seen[1]
    assert seen[0] == (4, seen[0][1])
    assert seen[0][1] <= 12


STATES = st.sampled_from(["not_started", "in_progress", "complete", "withdrawn"])
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["text", "state", "lead", "partners", "move", "add", "raw"]),
        st.integers(0, 7),
        STATES,
    ),
    max_size=10,
)


class EveryPastDayIsWhatItWas(TestCase):
    """The plan shown for each past day equals the copy that was taken on that day."""

    @settings(max_examples=15)
    @given(STEPS)
    def test_each_day_equals_the_copy_taken_on_it(self, steps: list[tuple[int, str, int, str]]) -> None:
        cast = make_cast()
        begin(cast)
        today, copies = 0, {}
        for wait, kind, number, state in steps:
            for _ in range(wait):
                copies[today] = copy_of(cast)
                today += 1
            on(days(today), partial(take, cast, kind, number, state))
        copies[today] = copy_of(cast)
        for day, copy in copies.items():
            assert copy_shown(cast, days(day)) == copy


def take(cast: Cast, kind: str, number: int, state: str) -> None:
    actions = list(Action.objects.order_by("pk"))
    one = actions[number % len(actions)]
    if kind == "text":
        edit(one, text=f"Words {number}")
    elif kind == "state":
        Action.objects.filter(pk=one.pk).update(delivery_state=state, confidence="")
    elif kind == "lead":
        edit(one, lead_id=[cast.police.pk, cast.trust.pk, None][number % 3], lead_text="")
    elif kind == "partners":
        edit(one, partner_ids=tuple(sorted([cast.charity.pk, cast.council.pk][: number % 3])))
    elif kind == "move":
        Action.objects.filter(pk=one.pk).update(plan=[cast.plan, cast.other_plan][number % 2])
    elif kind == "add":
        make_action(cast.plan, f"Added {number}")
    else:
        Action.objects.filter(pk__gt=number).update(position=number + 1, timescale=f"by {number + 2020}")


def copy_of(cast: Cast) -> list[tuple[Any, ...]]:
    return [
        (
            a.pk, a.number, a.text, a.lead.name if a.lead else a.lead_text, a.timescale, a.delivery_state,
            tuple(sorted(one.name for one in a.partners.all())),
        )
        for a in Action.objects.filter(plan=cast.plan).select_related("lead").order_by("position", "pk")
    ]  # fmt: skip


def copy_shown(cast: Cast, day: date) -> list[tuple[Any, ...]]:
    return [
        (a.id, a.number, a.text, a.lead, a.timescale, a.delivery_state, a.partners)
        for a in plan_on(cast.plan, day).actions
    ]


def test_today_is_how_it_stands(cast: Cast) -> None:
    assert copy_shown(cast, timezone.localdate()) == copy_of(cast)
