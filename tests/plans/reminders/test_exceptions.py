"""A region or a plan may have a rule of its own; the nearest holds."""

import pytest
from django.test import Client

from areas.models import AuditEntry
from areas.roles.rules import Role
from plans.models import Plan, Reminder, ReminderRule
from plans.reminders.operations import add_exception, edit_rule, plan_reminders, remove_exception
from plans.reminders.rules import ReminderKind
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction


def heard(cast: Cast) -> set[tuple[str, int]]:
    """Plan today's reminders; return (name, step)."""
    plan_reminders(day=cast.today)
    return set(Reminder.objects.filter(superseded_at=None).values_list("person__name", "step"))


def exception(cast: Cast, *, steps: tuple[int, ...] = (-3,), is_on: bool = True, **where: int) -> ReminderRule:
    """Let a place have a rule of its own about what is overdue."""
    rule = add_exception(kind=ReminderKind.OVERDUE, by=cast.adam.pk, **where)
    return edit_rule(
        kind=ReminderKind.OVERDUE, rule_id=rule.pk, expected_version=1, is_on=is_on, steps=steps, by=cast.adam.pk
    )


def test_a_region_may_be_silent_while_the_nation_speaks(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    exception(cast, region_id=cast.region.pk, is_on=False)
    assert heard(cast) == set()


def test_another_region_follows_the_nation(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    exception(cast, region_id=cast.other_region.pk, is_on=False)
    assert heard(cast) == {("Colin", -1)}


def test_a_region_may_have_days_of_its_own(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-20")
    exception(cast, region_id=cast.region.pk)
    assert heard(cast) == {("Colin", -3)}


def test_a_plan_goes_before_its_region(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-20")
    exception(cast, region_id=cast.region.pk, is_on=False)
    exception(cast, plan_id=cast.plan.pk, steps=(-2,))
    assert heard(cast) == {("Colin", -2)}


def test_a_rule_may_ask_the_area_lead_first(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    rule = exception(cast, plan_id=cast.plan.pk)
    edit_rule(
        kind=ReminderKind.OVERDUE,
        rule_id=rule.pk,
        expected_version=rule.version,
        is_on=True,
        steps=(-1,),
        audience=(Role.AREA_LEAD,),
        by=cast.adam.pk,
    )
    assert heard(cast) == {("Leah", -1)}


def test_silence_has_exceptions_too(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, heard="2026-06-30")
    rule = add_exception(kind=ReminderKind.SILENT, region_id=cast.region.pk, by=cast.adam.pk)
    edit_rule(kind=ReminderKind.SILENT, rule_id=rule.pk, expected_version=1, is_on=False, steps=(7,), by=cast.adam.pk)
    assert heard(cast) == set()


def test_taken_back_the_wider_rule_holds_again(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    rule = exception(cast, region_id=cast.region.pk, is_on=False)
    assert remove_exception(rule_id=rule.pk, by=cast.adam.pk)
    assert heard(cast) == {("Colin", -1)}


def test_the_nations_rule_cannot_be_taken_back(cast: Cast) -> None:
    add_exception(kind=ReminderKind.OVERDUE, region_id=cast.region.pk, by=cast.adam.pk)
    national = ReminderRule.objects.get(kind="overdue", region=None, plan=None)
    assert not remove_exception(rule_id=national.pk, by=cast.adam.pk)


def test_added_twice_it_is_one(cast: Cast) -> None:
    first, again = (
        add_exception(kind=ReminderKind.OVERDUE, region_id=cast.region.pk, by=cast.adam.pk) for _ in range(2)
    )
    assert first == again
    assert AuditEntry.objects.filter(verb="added reminder rule").count() == 1


@pytest.mark.parametrize("where", [{}, {"region_id": 1, "plan_id": 1}])
def test_an_exception_is_for_a_region_or_a_plan(cast: Cast, where: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a region or a plan"):
        add_exception(kind=ReminderKind.OVERDUE, by=cast.adam.pk, **where)


def test_an_administrator_makes_changes_and_takes_back_an_exception(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    made = client.post("/reminders/rules/overdue/add/", {"region": "", "plan": f"/plans/{cast.plan.pk}/"})
    rule = ReminderRule.objects.get(plan=cast.plan)
    assert made["Location"] == f"/reminders/exceptions/{rule.pk}/"
    typed = {"is_on": "yes", "days": "5, 20", "audience": ["officer", "area_lead"], "version": "1"}
    assert client.post(made["Location"], typed).status_code == 302
    page = client.get("/reminders/rules/").content.decode()
    assert f"<strong>{cast.plan.title}:</strong> on, 5 days after the due date, 20 days after the due date" in page
    assert "asks the officer, then area lead" in page
    assert client.post(f"/reminders/exceptions/{rule.pk}/remove/").status_code == 302
    assert not ReminderRule.objects.filter(pk=rule.pk).exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"region": "", "plan": ""}, "Select a region, or enter a plan"),
        ({"region": "", "plan": "No such plan"}, "No plan in use has this title or address"),
    ],
)
def test_where_must_be_said(cast: Cast, client: Client, typed: dict[str, str], words: str) -> None:
    client.force_login(cast.adam)
    assert words in client.post("/reminders/rules/overdue/add/", typed).content.decode()


def test_one_title_of_several_plans_is_asked_about(cast: Cast, client: Client) -> None:
    Plan.objects.update(title="Crisis care plan")
    client.force_login(cast.adam)
    page = client.post("/reminders/rules/overdue/add/", {"region": "", "plan": "crisis care plan"})
    assert "Several plans have this title" in page.content.decode()


def test_an_officer_does_not_see_the_exceptions_of_others_plans(cast: Cast, client: Client) -> None:
    exception(cast, plan_id=cast.other_plan.pk)
    client.force_login(cast.olive)
    assert cast.other_plan.title + ":" not in client.get("/reminders/rules/").content.decode()
