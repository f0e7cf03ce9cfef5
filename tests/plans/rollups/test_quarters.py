"""A quarter is frozen once, published once and corrected by a new revision; nothing of it ever changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import AuditEntry
from concordat.periods import Quarter
from plans.models import Action, ActionStandard, Plan, PublishedPlan, PublishedQuarter, PublishedSection
from plans.rollups.operations import StaleRevision, correct_quarter, freeze_quarter, publish_quarter
from plans.rollups.queries import area_rows, difference, quarter_moment, region_sums
from plans.rollups.queries.manifest import contents, not_as_frozen
from plans.rollups.queries.quarters import published_quarters
from plans.rollups.queries.sources import THEN
from plans.rollups.rules import COUNTS, Became
from plans.rollups.rules.quarters import CannotFreeze
from tests.cast import Cast, make_action

Q2 = Quarter(2026, 2)
END = date(2026, 9, 30)
TODAY = date(2026, 11, 23)


def _happened(day: date) -> None:
    noon = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)
    for tracked in (Plan, Action, ActionStandard):
        fresh = tracked.pgh_event_model.objects.filter(pgh_created_at__gt=timezone.now() - timedelta(days=1))  # type: ignore[attr-defined]
        fresh.update(pgh_created_at=noon)


@pytest.fixture
def past(cast: Cast) -> Cast:
    """The cast's plans began on 1 September 2026."""
    cast.police_action.standards.add(cast.standard)
    _happened(date(2026, 9, 1))
    return cast


def _freeze(cast: Cast, as_at: date = END) -> PublishedQuarter:
    return freeze_quarter(quarter=Q2, as_at=as_at, by=cast.ana.pk, today=TODAY)


def _correct(cast: Cast, revision: int = 1, reason: str = "Southbury reported late.") -> PublishedQuarter:
    return correct_quarter(
        quarter=Q2, revision=revision, as_at=date(2026, 10, 31), reason=reason, by=cast.ana.pk, today=TODAY
    )


def test_what_is_frozen_is_what_stood(past: Cast) -> None:
    frozen = _freeze(past)
    make_action(past.plan, "Open a crisis café.")
    sums = {one.id: one.figures for one in region_sums(END, source=THEN)}
    for region in (past.region, past.other_region):
        rows = PublishedPlan.objects.filter(quarter=frozen, region_id=region.pk)
        assert [tuple(getattr(row, name) for name in COUNTS) for row in rows] == [tuple(sums[region.pk])]
    stood = {row.slug: row.figures.total for row in area_rows(END, source=THEN)}
    assert dict(frozen.areas.values_list("slug", "total")) == stood
    assert frozen.actions.count() == 2


def test_an_action_is_frozen_in_its_section(past: Cast) -> None:
    frozen = _freeze(past)
    mine = PublishedSection.objects.filter(quarter=frozen, plan=past.plan)
    assert set(mine.values_list("section__code", "total")) == {("A", 1), (None, 1)}


def test_the_manifest_counts_and_hashes_every_table(past: Cast) -> None:
    frozen = _freeze(past)
    tables = frozen.manifest["tables"]
    assert {name: told["rows"] for name, told in tables.items()} == {
        "plans": 2,
        "sections": 3,
        "areas": 2,
        "actions": 2,
        "beside": 3,
    }
    assert all(len(told["sha256"]) == 64 for told in tables.values())
    assert not_as_frozen(frozen) == []
    assert frozen.manifest["frameworks"] == [{"framework": "test-framework", "version": "1", "standards": 1}]


def test_the_same_day_frozen_again_has_the_same_hashes(past: Cast) -> None:
    first = _freeze(past)
    make_action(past.plan, "Open a crisis café.")
    second = correct_quarter(quarter=Q2, revision=1, as_at=END, reason="To see.", by=past.ana.pk, today=TODAY)
    assert contents(second.pk) == contents(first.pk)
    assert (second.catalogue, second.geography) == (first.catalogue, first.geography)


def test_frozen_twice_it_is_frozen_once(past: Cast) -> None:
    assert _freeze(past) == _freeze(past, date(2026, 10, 15))
    assert PublishedQuarter.objects.count() == 1
    assert AuditEntry.objects.filter(verb="froze quarter").count() == 1


@pytest.mark.parametrize(
    ("quarter", "as_at"), [(Quarter(2026, 3), date(2026, 12, 31)), (Q2, date(2026, 9, 29)), (Q2, TODAY)]
)
def test_only_a_day_that_is_over_and_not_before_the_end_can_be_frozen(
    cast: Cast, quarter: Quarter, as_at: date
) -> None:
    with pytest.raises(CannotFreeze):
        freeze_quarter(quarter=quarter, as_at=as_at, by=cast.ana.pk, today=TODAY)


def test_it_is_published_once(past: Cast) -> None:
    _freeze(past)
    assert published_quarters() == []
    first = publish_quarter(quarter=Q2, revision=1, by=past.ana.pk)
    again = publish_quarter(quarter=Q2, revision=1, by=past.adam.pk)
    assert (again.published_at, again.published_by) == (first.published_at, past.ana)
    assert published_quarters() == [first]
    assert AuditEntry.objects.filter(verb="published quarter").count() == 1


def test_what_is_not_frozen_cannot_be_published(past: Cast) -> None:
    with pytest.raises(CannotFreeze, match="not frozen yet"):
        publish_quarter(quarter=Q2, revision=1, by=past.ana.pk)


def test_a_correction_is_a_revision_with_a_reason_and_the_first_stays(past: Cast) -> None:
    first = _freeze(past)
    publish_quarter(quarter=Q2, revision=1, by=past.ana.pk)
    make_action(past.other_plan, "Open a crisis café.")
    _happened(date(2026, 10, 10))
    second = _correct(past)
    assert (second.revision, second.reason, second.is_published) == (2, "Southbury reported late.", False)
    assert (first.actions.count(), second.actions.count()) == (2, 3)
    assert [one.revision for one in published_quarters()] == [1]
    publish_quarter(quarter=Q2, revision=2, by=past.ana.pk)
    assert [one.revision for one in published_quarters()] == [2]
    assert not_as_frozen(first) == not_as_frozen(second) == []


def test_the_same_correction_sent_twice_is_made_once(past: Cast) -> None:
    _freeze(past)
    assert _correct(past) == _correct(past)
    assert PublishedQuarter.objects.count() == 2


def test_two_different_corrections_at_once_are_not_mixed(past: Cast) -> None:
    _freeze(past)
    second = _correct(past)
    with pytest.raises(StaleRevision) as stale:
        _correct(past, reason="Northshire withdrew an action.")
    assert stale.value.current == second


def test_an_old_revision_is_not_published_over_a_newer_one(past: Cast) -> None:
    _freeze(past)
    _correct(past)
    with pytest.raises(StaleRevision):
        publish_quarter(quarter=Q2, revision=1, by=past.ana.pk)


def test_a_correction_without_a_reason_is_refused(past: Cast) -> None:
    _freeze(past)
    with pytest.raises(CannotFreeze, match="why"):
        _correct(past, reason=" ")


@pytest.mark.parametrize("table", ["quarter", "plan", "section", "area", "action"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove_what_is_frozen(past: Cast, table: str, statement: str) -> None:
    _freeze(past)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(f"plans_published{table}"))


def test_the_database_refuses_to_add_to_what_is_frozen(past: Cast) -> None:
    frozen = _freeze(past)
    later = make_action(past.plan, "Open a crisis café.")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        frozen.actions.create(action=later, plan=past.plan, delivery_state="complete")


def test_the_database_refuses_to_take_a_publication_back(past: Cast) -> None:
    _freeze(past)
    publish_quarter(quarter=Q2, revision=1, by=past.ana.pk)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PublishedQuarter.objects.update(published_at=None)


def test_two_quarters_are_laid_beside_each_other(past: Cast) -> None:
    first = _freeze(past)
    Action.objects.filter(pk=past.council_action.pk).update(delivery_state="complete")
    make_action(past.plan, "Open a crisis café.")
    _happened(date(2026, 10, 10))
    found = difference(quarter_moment(first), quarter_moment(_correct(past)))
    assert {one: count for one, count in found.counts.items() if count} == {Became.NEW: 1, Became.FINISHED: 1}
    assert (found.figures["total"].before, found.figures["total"].after) == (2, 3)
    assert found.before.plans == 2
    here = difference(quarter_moment(first), quarter_moment(first), region_id=past.other_region.pk)
    assert (here.figures["total"].after, [one.name for one in here.after.areas]) == (0, ["Southbury"])


def test_freezing_takes_as_many_statements_at_any_size(past: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        _freeze(past)
    for number in range(20):
        make_action(past.plan, f"Do number {number}.")
    _happened(date(2026, 10, 10))
    with CaptureQueriesContext(connection) as many:
        _correct(past)
    assert len(few) == len(many)
