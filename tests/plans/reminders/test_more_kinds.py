"""Kinds beside an action's dates: each speaks when its cause is there, to whom it concerns, and stops when it is gone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import get_template

from areas.models import Declaration, DeclarationText, OrganisationKind, Reaffirmation, Signatory
from plans.models import Action, Evidence, Milestone, Plan, Reminder
from plans.planning.rules.states import DeliveryState
from plans.reminders.operations import plan_reminders
from plans.reminders.queries.forecast import forecast, lines_ahead
from plans.reminders.rules import KINDS, ReminderKind
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction, letters_to, told

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def heard(cast: Cast, kind: str) -> set[tuple[str, int]]:
    """Plan today's reminders; return (name, step) of those of a kind."""
    plan_reminders(day=cast.today)
    rows = Reminder.objects.filter(superseded_at__isnull=True, kind=kind)
    return set(rows.values_list("person__name", "step"))


def sign(cast: Cast, day: str) -> Declaration:
    """Let Northshire sign its declaration on a day, with every core kind."""
    made = Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=date.fromisoformat(day), text="We will work together."
    )
    OrganisationKind.objects.exclude(pk=cast.police.kind_id).update(is_core=False)
    OrganisationKind.objects.filter(pk=cast.police.kind_id).update(is_core=True, valid_from=None, valid_to=None)
    Signatory.objects.create(declaration=made, organisation=cast.police, signed_on=date.fromisoformat(day))
    return made


def break_link(action: Action, day: str, **more: Any) -> Evidence:
    """Give an action a piece of evidence whose link broke on a day."""
    return Evidence.objects.create(
        action=action,
        title="Street triage report",
        url="https://northshire.example/report",
        link_state="broken",
        failing_since=datetime.fromisoformat(f"{day}T09:00:00+00:00"),
        checked_at=NOON,
        **more,
    )


@pytest.mark.parametrize(("due", "step"), [("2026-11-30", 7), ("2026-11-22", -1), ("2026-10-01", -28)])
def test_a_milestone_is_told_to_who_leads_its_action(cast: Cast, set_action: SetAction, due: str, step: int) -> None:
    set_action(cast.police_action)
    Milestone.objects.create(action=cast.police_action, position=1, text="Rota agreed", due=date.fromisoformat(due))
    assert heard(cast, "milestone") == {("Colin", step)}


def test_a_milestone_that_is_done_is_not_told(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action)
    Milestone.objects.create(
        action=cast.police_action, position=1, text="Rota agreed", due=cast.today, done_on=cast.today
    )
    assert heard(cast, "milestone") == set()


def test_two_milestones_of_one_day_are_both_told(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action)
    for position in (1, 2):
        Milestone.objects.create(
            action=cast.police_action, position=position, text=f"Step {position}", due=date(2026, 11, 30)
        )
    plan_reminders(day=cast.today)
    assert Reminder.objects.filter(kind="milestone").count() == 2


def test_off_track_without_a_next_step_is_asked_for_one(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, heard="2026-11-16", confidence="off_track", reason="No money yet")
    assert heard(cast, "off_track") == {("Colin", -7)}


def test_a_milestone_ahead_is_a_way_back(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, heard="2026-11-10", confidence="off_track", reason="No money yet")
    Milestone.objects.create(action=cast.police_action, position=1, text="Bid sent in", due=date(2027, 3, 31))
    assert heard(cast, "off_track") == set()


def test_a_broken_link_is_told_even_of_a_complete_action(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state=DeliveryState.COMPLETE.value)
    break_link(cast.police_action, "2026-11-20")
    assert heard(cast, "evidence") == {("Colin", -3)}


def test_a_link_that_was_set_aside_is_not_told(cast: Cast) -> None:
    break_link(cast.police_action, "2026-11-20", set_aside_at=NOON, set_aside_reason="Another report took its place")
    assert heard(cast, "evidence") == set()


def test_a_submission_waits_for_the_regional_lead_and_nobody_else(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="submitted", submitted_on=date(2026, 11, 2))
    assert heard(cast, "submission") == {("Reg", -21)}


def test_a_plan_a_year_old_is_told_to_its_officer(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2025, 11, 22))
    assert heard(cast, "plan_review") == {("Olive", -1)}


def test_a_refresh_that_was_begun_answers_the_review(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2025, 11, 22))
    Plan.objects.create(partnership=cast.partnership, title="Next", edition=2, refreshes=cast.plan, plan_year=2026)
    assert heard(cast, "plan_review") == set()


def test_a_declaration_never_signed_again_is_told_each_year(cast: Cast) -> None:
    sign(cast, "2014-11-09")
    assert heard(cast, "declaration") == {("Olive", -14)}
    assert Reminder.objects.get(kind="declaration").cycle == "2026-11-09"


def test_a_declaration_signed_again_is_left_alone(cast: Cast) -> None:
    made = sign(cast, "2014-11-09")
    text = DeclarationText.objects.create(declaration=made, number=1, text=made.text)
    Reaffirmation.objects.create(declaration=made, signed_on=date(2020, 1, 1), text=text)
    assert heard(cast, "declaration") == set()


def test_a_missing_core_kind_is_named(cast: Cast) -> None:
    sign(cast, "2026-11-02")
    OrganisationKind.objects.filter(pk=cast.trust.kind_id).update(is_core=True, valid_from=None, valid_to=None)
    told(cast.today)
    (letter,) = letters_to("olive")
    assert f"Nobody has signed for: {cast.trust.kind.name}." in letter.text
    assert f"/areas/{cast.area.slug}/declaration/" in letter.text


def test_the_officer_of_a_partnership_without_a_plan_sees_it_ahead(cast: Cast) -> None:
    sign(cast, "2014-11-16")
    Action.objects.filter(plan=cast.plan).delete()
    ahead = forecast(first=cast.today, last=cast.today + timedelta(days=13), places=None)
    assert [(letter.name, letter.why_them, letter.summary) for letter in ahead.letters] == [
        ("Olive", "officer", "1 declaration to complete or sign again")
    ]


def test_nobody_else_s_declaration_is_told(cast: Cast) -> None:
    made = sign(cast, "2014-11-09")
    Declaration.objects.filter(pk=made.pk).update(partnership=cast.other_partnership)
    assert heard(cast, "declaration") == {("Otto", -14)}


def everything(cast: Cast, set_action: SetAction) -> None:
    """Give Northshire a cause for a letter of every kind."""
    set_action(cast.police_action, due="2026-11-22", heard="2026-06-30", confidence="off_track", reason="No money yet")
    set_action(cast.council_action, due="2026-11-30")
    Milestone.objects.create(action=cast.council_action, position=1, text="Rota agreed", due=date(2026, 11, 30))
    break_link(cast.council_action, "2026-11-20")
    Plan.objects.filter(pk=cast.plan.pk).update(
        workflow_state="submitted", submitted_on=date(2026, 11, 2), published_on=date(2025, 11, 22)
    )
    sign(cast, "2014-11-09")


def test_one_letter_holds_every_kind_in_both_parts(cast: Cast, set_action: SetAction) -> None:
    everything(cast, set_action)
    told(cast.today)
    (letter,) = letters_to("olive")
    for words in ("MILESTONES NEAR", "EVIDENCE WHOSE LINK", "PLANS A YEAR OLD", "THE DECLARATION"):
        assert words in letter.text
        assert words.capitalize().split()[0].lower() in letter.html.lower()
    assert "A step of action" in letter.text
    assert [one.subject for one in letters_to("reg")] == ["Crisis care: 1 plan waiting for your review"]
    assert "Add an update" not in letters_to("reg")[0].text


def test_what_is_forecast_is_what_the_letter_says(cast: Cast, set_action: SetAction) -> None:
    everything(cast, set_action)
    lines = lines_ahead(person_id=cast.olive.pk, day=cast.today, places=None)
    told(cast.today)
    made = Reminder.objects.filter(person=cast.olive, superseded_at__isnull=True)
    assert {(line.kind.value, *line.about, line.step) for line in lines} == set(
        made.values_list("kind", "object_kind", "object_id", "step")
    )


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_each_kind_has_its_words_and_its_templates(kind: ReminderKind) -> None:
    about = KINDS[kind]
    assert all((about.meaning, about.short, about.shorts, about.steps, about.audience))
    for end in ("txt", "html"):
        assert get_template(f"emails/kinds/{kind.value}.{end}")


def test_planning_twice_is_planning_once(cast: Cast, set_action: SetAction) -> None:
    everything(cast, set_action)
    assert plan_reminders(day=cast.today).made
    assert plan_reminders(day=cast.today).made == 0
