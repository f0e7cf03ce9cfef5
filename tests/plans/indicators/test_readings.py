"""A figure is given once, put right by a newer one, and never lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import InternalError, transaction

from areas.models import AuditEntry
from plans.indicators.operations import AlreadyRead, retire_indicator
from plans.indicators.queries import latest_readings, measures_of
from plans.models import Reading
from tests.cast import Cast
from tests.plans.indicators.things import a_reading, an_indicator


def test_a_figure_moves_the_day_of_the_next_one(cast: Cast) -> None:
    one = an_indicator(cast)  # added on 23 November 2026
    assert one.next_due == date(2027, 1, 28)
    a_reading(one, "2026-07-01", 12)
    one.refresh_from_db()
    assert one.next_due == date(2027, 1, 28)


def test_an_older_figure_given_late_does_not_move_it_back(cast: Cast) -> None:
    one = an_indicator(cast)
    a_reading(one, "2026-07-01", 12)
    a_reading(one, "2026-01-01", 15)
    one.refresh_from_db()
    assert one.next_due == date(2027, 1, 28)


def test_a_correction_counts_and_the_older_figure_stays(cast: Cast) -> None:
    one = an_indicator(cast)
    a_reading(one, "2026-07-01", 12)
    a_reading(one, "2026-07-01", 13, seen=1)
    assert [(r.revision, r.value) for r in one.readings.all()] == [(2, 13), (1, 12)]
    (measure,) = measures_of(cast.partnership.pk)
    assert [r.value for r in measure.readings] == [13]


def test_what_somebody_gave_meanwhile_is_not_replaced_unseen(cast: Cast) -> None:
    one = an_indicator(cast)
    theirs = a_reading(one, "2026-07-01", 12)
    with pytest.raises(AlreadyRead) as refused:
        a_reading(one, "2026-07-01", 13)
    assert refused.value.current == theirs
    assert one.readings.count() == 1


def test_a_form_sent_twice_is_one_figure(cast: Cast) -> None:
    one, key = an_indicator(cast), uuid4()
    assert a_reading(one, "2026-07-01", 12, key=key) == a_reading(one, "2026-07-01", 12, key=key)
    assert one.readings.count() == 1


def test_a_period_that_is_not_over_has_no_figure_yet(cast: Cast) -> None:
    with pytest.raises(ValueError, match="a period that is over"):
        a_reading(an_indicator(cast), "2026-10-01", 12)


def test_what_is_measured_no_more_takes_no_figure(cast: Cast) -> None:
    one = an_indicator(cast)
    retire_indicator(indicator_id=one.pk, reason="Counted in another way", by=cast.olive.pk)
    with pytest.raises(ValueError, match="no more"):
        a_reading(one, "2026-07-01", 12)


def test_the_database_lets_nobody_change_or_delete_a_figure(cast: Cast) -> None:
    made = a_reading(an_indicator(cast), "2026-07-01", 12)
    with pytest.raises(InternalError), transaction.atomic():
        Reading.objects.filter(pk=made.pk).update(value=99)
    with pytest.raises(InternalError), transaction.atomic():
        made.delete()


def test_a_share_is_worked_out_and_all_three_are_kept(cast: Cast) -> None:
    one = an_indicator(cast, unit="percent")
    made = a_reading(one, "2026-07-01", numerator=Decimal(31), denominator=Decimal(40))
    assert (made.value, made.numerator, made.denominator) == (Decimal("77.5"), 31, 40)


def test_the_two_newest_periods_are_read_in_one_statement(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    one, other = an_indicator(cast), an_indicator(cast, name="Assessments")
    for began, value in (("2026-01-01", 1), ("2026-04-01", 2), ("2026-07-01", 3)):
        a_reading(one, began, value)
        a_reading(other, began, 10 * value)
    a_reading(one, "2026-04-01", 7, seen=1)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = latest_readings([one.pk, other.pk])
    assert {pk: [r.value for r in rows] for pk, rows in found.items()} == {one.pk: [3, 7], other.pk: [30, 20]}


def test_a_correction_is_told_in_the_history_with_both_figures(cast: Cast) -> None:
    one = an_indicator(cast)
    a_reading(one, "2026-07-01", 12, by=cast.colin.pk)
    a_reading(one, "2026-07-01", 13, seen=1, by=cast.olive.pk)
    entry = AuditEntry.objects.filter(object_kind="indicator", object_id=one.pk).latest("pk")
    assert (entry.verb, entry.by, entry.before["value"], entry.after["value"]) == (
        "corrected reading",
        cast.olive,
        "12.0000",
        "13",
    )
