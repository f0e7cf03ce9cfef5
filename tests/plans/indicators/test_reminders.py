"""Whoever gives a figure is reminded of it; a figure, or the end of the measuring, ends it."""

from __future__ import annotations

from datetime import date

import pytest

from plans.indicators.operations import retire_indicator
from plans.models import Indicator, Reminder
from plans.reminders.operations import plan_reminders
from plans.reminders.queries.forecast import lines_ahead
from plans.reminders.rules import KINDS
from tests.cast import Cast
from tests.plans.indicators.things import a_reading, an_indicator


def heard(cast: Cast) -> set[tuple[str, int]]:
    plan_reminders(day=cast.today)
    rows = Reminder.objects.filter(superseded_at__isnull=True, kind="indicator")
    return set(rows.values_list("person__name", "step"))


def due(one: Indicator, day: str) -> Indicator:
    Indicator.objects.filter(pk=one.pk).update(next_due=date.fromisoformat(day))
    return one


@pytest.mark.parametrize(("day", "step"), [("2026-11-30", 7), ("2026-11-22", -1), ("2026-10-20", -28)])
def test_it_is_told_to_who_gives_the_figure(cast: Cast, day: str, step: int) -> None:
    due(an_indicator(cast), day)
    assert heard(cast) == {("Colin", step)}


def test_without_a_giver_the_officer_hears(cast: Cast) -> None:
    due(an_indicator(cast, provider_id=None), "2026-11-22")
    assert heard(cast) == {("Olive", -1)}


def test_far_ahead_nobody_hears(cast: Cast) -> None:
    an_indicator(cast)
    assert heard(cast) == set()


def test_a_figure_takes_back_what_waits(cast: Cast) -> None:
    one = due(an_indicator(cast), "2026-11-22")
    assert heard(cast) == {("Colin", -1)}
    a_reading(one, "2026-07-01", 12)
    assert heard(cast) == set()


def test_what_is_measured_no_more_is_asked_for_no_more(cast: Cast) -> None:
    one = due(an_indicator(cast), "2026-11-22")
    retire_indicator(indicator_id=one.pk, reason="Counted in another way", by=None)
    assert heard(cast) == set()


def test_the_letter_says_what_is_due_and_leads_to_the_form(cast: Cast) -> None:
    one = due(an_indicator(cast, name="Detentions under section 136"), "2026-11-22")
    (line,) = [
        line for line in lines_ahead(person_id=cast.colin.pk, day=cast.today, places=None) if line.kind == "indicator"
    ]
    assert (line.text, line.lead, line.plan) == ("Detentions under section 136", "Northshire Police", "Northshire")

    kind = KINDS[line.kind]
    assert kind.why(line, cast.today) == "Its next figure: was due on 22 November 2026, yesterday."
    assert kind.url(line) == f"/indicators/{one.pk}/readings/add/"
