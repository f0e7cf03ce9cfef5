"""Planning: the right people hear about the right actions, and nobody else."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.models import Membership, Person
from areas.roles.rules import PERMISSIONS, P, Role
from plans.models import Action, Plan, Reminder, ReminderRule
from plans.planning.rules.states import DeliveryState
from plans.reminders.operations import edit_rule, ensure_rules, plan_reminders
from plans.reminders.rules import AUDIENCE, KINDS, ReminderKind
from plans.reminders.rules.steps import rungs_of, step_to_tell
from tests.cast import Cast, make_action, make_person
from tests.plans.reminders.conftest import SetAction


def heard(cast: Cast) -> set[tuple[str, str, int]]:
    """Plan today's reminders; return (name, kind, step)."""
    plan_reminders(day=cast.today)
    rows = Reminder.objects.filter(superseded_at__isnull=True)
    return set(rows.values_list("person__name", "kind", "step"))


@pytest.mark.parametrize(
    ("due", "kind", "step"),
    [
        ("2026-12-23", "due_soon", 30),
        ("2026-11-30", "due_soon", 7),
        ("2026-11-24", "due_soon", 1),
        ("2026-11-22", "overdue", -1),
        ("2026-11-09", "overdue", -14),
        ("2026-10-26", "overdue", -28),
        ("2026-09-21", "overdue", -56),
    ],
)
def test_the_contributor_of_the_lead_hears_of_dates(
    cast: Cast, set_action: SetAction, due: str, kind: str, step: int
) -> None:
    set_action(cast.police_action, due=due)
    assert heard(cast) == {("Colin", kind, step)}


def test_nobody_hears_of_a_date_that_is_far_away(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-24")
    assert heard(cast) == set()


def test_silence_is_heard_of_once_a_period(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, heard="2026-06-30")
    assert heard(cast) == {("Colin", "silent", -14)}
    assert Reminder.objects.get().cycle == "2026-27-Q2"


def test_an_action_that_is_new_in_its_period_is_not_silent(cast: Cast) -> None:
    Action.objects.update(last_heard_at=None)
    assert heard(cast) == set()


def test_officers_hear_where_the_lead_has_no_contributor(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.council_action, due="2026-11-30")
    assert heard(cast) == {("Olive", "due_soon", 7)}


def test_officers_hear_where_no_lead_is_named(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30", lead=None)
    assert heard(cast) == {("Olive", "due_soon", 7)}


def test_the_area_lead_hears_where_there_is_no_officer(cast: Cast, set_action: SetAction) -> None:
    Membership.objects.filter(person=cast.olive).update(ended_on=cast.today)
    set_action(cast.council_action, due="2026-11-30")
    assert heard(cast) == {("Leah", "due_soon", 7)}


def test_a_contributor_of_the_same_force_elsewhere_does_not_hear(cast: Cast, set_action: SetAction) -> None:
    make_person("Stranger", role=Role.CONTRIBUTOR, organisation=cast.police, partnership=cast.other_partnership)
    set_action(cast.police_action, due="2026-11-30")
    assert heard(cast) == {("Colin", "due_soon", 7)}


def test_who_left_or_may_not_sign_in_does_not_hear(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    Person.objects.filter(pk=cast.colin.pk).update(is_active=False)
    assert heard(cast) == {("Olive", "due_soon", 7)}


def test_who_has_not_begun_yet_does_not_hear(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    Membership.objects.filter(person=cast.colin).update(started_on=cast.today + timedelta(days=1))
    assert heard(cast) == {("Olive", "due_soon", 7)}


@pytest.mark.parametrize("state", [DeliveryState.COMPLETE, DeliveryState.MERGED, DeliveryState.WITHDRAWN])
def test_nobody_hears_of_an_action_that_is_over(cast: Cast, set_action: SetAction, state: str) -> None:
    set_action(cast.police_action, due="2026-11-01", delivery_state=state)
    assert heard(cast) == set()


def test_a_refresh_takes_over_when_it_is_published(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    newer = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, refreshes=cast.plan, plan_year=2026
    )
    in_newer = make_action(newer, "The same, refreshed.", lead=cast.police, due=date(2026, 11, 24))
    assert heard(cast) == {("Colin", "due_soon", 7)}
    Plan.objects.filter(pk=newer.pk).update(published_on=cast.today)
    assert heard(cast) == {("Colin", "due_soon", 1)}
    assert Reminder.objects.get(superseded_at__isnull=True).action == in_newer


def test_everybody_in_the_audience_may_see_unpublished_work() -> None:
    assert all(P.VIEW in PERMISSIONS[role] for role in AUDIENCE)


def test_a_rule_that_is_off_says_nothing(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30", heard="2026-06-30")
    ensure_rules()
    ReminderRule.objects.filter(kind="due_soon").update(is_on=False)
    assert heard(cast) == {("Colin", "silent", -14)}


def test_a_changed_rule_is_followed(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-30")
    edit_rule(kind=ReminderKind.DUE_SOON, expected_version=1, is_on=True, steps=[60], by=cast.adam.pk)
    assert heard(cast) == {("Colin", "due_soon", 60)}


def test_a_new_due_date_is_a_new_occasion(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    heard(cast)
    set_action(cast.police_action, due="2026-11-29")
    plan_reminders(day=cast.today)
    assert set(Reminder.objects.filter(superseded_at__isnull=True).values_list("cycle", flat=True)) == {"2026-11-29"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.integers(-420, 60), last_heard=st.integers(-420, 0))
def test_the_statement_says_the_same_as_the_pure_rule(
    cast: Cast, set_action: SetAction, due: int, last_heard: int
) -> None:
    day, heard_on = cast.today + timedelta(days=due), cast.today + timedelta(days=last_heard)
    set_action(cast.police_action, due=day.isoformat(), heard=heard_on.isoformat())
    rungs = [
        rung for kind in (ReminderKind.DUE_SOON, ReminderKind.OVERDUE) for rung in rungs_of(kind, KINDS[kind].steps)
    ]
    rung = step_to_tell(rungs, day, cast.today, heard_on)
    Reminder.objects.all().delete()
    by_date = {(kind, step) for _, kind, step in heard(cast) if kind != "silent"}
    assert by_date == ({(rung.kind.value, rung.step)} if rung else set())
