"""Figures by section: an action in two sections is in both, and once in the plan's own row."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Action, ProgressUpdate, Proof, Section, SectionFigures, Standard
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_plans, verify
from plans.rollups.queries.lag import figures_lag
from tests.cast import Cast
from tests.plans.rollups.recount import stored


def _second(cast: Cast) -> Standard:
    section = Section.objects.create(
        framework=cast.standard.section.framework, code="B", title="Urgent and emergency access", position=2
    )
    return Standard.objects.create(section=section, code="B1", title="People are listened to", position=1)


def _by_section(cast: Cast, name: str = "total") -> dict[str | None, int]:
    rows = SectionFigures.objects.filter(plan=cast.plan).order_by("section__position")
    return dict(rows.values_list("section__code", name))


def test_an_action_in_two_sections_is_in_both_and_once_in_the_plan(cast: Cast) -> None:
    cast.police_action.standards.set([cast.standard, _second(cast)])
    refresh_plans([cast.plan.pk], cast.today)
    assert _by_section(cast) == {"A": 1, "B": 1, None: 1}
    assert stored(cast.plan).total == 2


def test_two_standards_of_one_section_count_an_action_once(cast: Cast) -> None:
    more = Standard.objects.create(section=cast.standard.section, code="A2", title="Access", position=2)
    cast.police_action.standards.set([cast.standard, more])
    refresh_plans([cast.plan.pk], cast.today)
    assert _by_section(cast) == {"A": 1, None: 1}


def test_an_action_that_leaves_a_section_leaves_a_zero_there(cast: Cast) -> None:
    other = _second(cast)
    cast.police_action.standards.set([cast.standard])
    refresh_plans([cast.plan.pk], cast.today)
    cast.police_action.standards.set([other])
    mark_changed(cast.plan.pk)
    refresh_plans([cast.plan.pk], cast.today)
    assert _by_section(cast) == {"A": 0, "B": 1, None: 1}


def test_standards_without_an_action_are_counted_in_their_section(cast: Cast) -> None:
    _second(cast)
    cast.police_action.standards.set([cast.standard])
    refresh_plans([cast.plan.pk], cast.today)
    assert _by_section(cast, "standards_open") == {"A": 0, "B": 1, None: 0}
    assert (stored(cast.plan).standards, stored(cast.plan).standards_open) == (2, 1)


def test_a_withdrawn_action_leaves_its_standard_open(cast: Cast) -> None:
    cast.police_action.standards.set([cast.standard])
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="withdrawn")
    refresh_plans([cast.plan.pk], cast.today)
    assert stored(cast.plan).standards_open == 1


def test_word_of_the_last_period_is_on_time_even_where_a_younger_one_followed(cast: Cast) -> None:
    at = [datetime(2026, 9, 30, 22, 30, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)]
    for hour in at:
        ProgressUpdate.objects.create(
            action=cast.police_action, delivery_state="in_progress", narrative="Going on.", period="", at=hour
        )
    Action.objects.filter(plan=cast.plan).update(created_at=datetime(2026, 5, 1, tzinfo=UTC))
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=at[1])
    refresh_plans([cast.plan.pk], date(2026, 11, 23))
    figures = stored(cast.plan)
    assert (figures.expected, figures.on_time, figures.heard) == (2, 1, 1)


def test_sections_are_written_by_the_same_statement(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as statements:
        refresh_plans(None, cast.today)
    assert len(statements) == 1
    assert SectionFigures.objects.count() == 4


def test_a_wrong_figure_of_a_section_is_named(cast: Cast) -> None:
    refresh_plans(None, cast.today)
    SectionFigures.objects.filter(plan=cast.plan, section=None).update(overdue=4)
    assert [(one.name, one.stored, one.counted) for one in verify()] == [("overdue (section of none)", 4, 0)]


def test_health_is_red_from_a_difference_until_figures_are_proved_again(cast: Cast) -> None:
    refresh_plans(None, cast.today)
    SectionFigures.objects.filter(plan=cast.plan, section=None).update(overdue=4)
    verify()
    assert not figures_lag().ok
    assert "verify_rollups --repair" in figures_lag().says
    refresh_plans(None, cast.today)
    verify()
    assert figures_lag().ok
    assert Proof.objects.count() == 2
