"""Freezing, publishing and correcting a quarter: each whole or not at all, and the same when done twice."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from areas.audit.operations import record
from concordat.locks import hold
from concordat.periods import Quarter
from plans.rollups.models import PublishedArea, PublishedBeside, PublishedQuarter
from plans.rollups.queries import area_rows
from plans.rollups.queries.beside import beside
from plans.rollups.queries.counting import counted_with
from plans.rollups.queries.manifest import catalogue_version, contents, geography_version
from plans.rollups.queries.quarters import newest_revision
from plans.rollups.queries.sources import THEN, end_of
from plans.rollups.queries.sums import home
from plans.rollups.rules import COUNTS, AreaRow
from plans.rollups.rules.quarters import CannotFreeze, check_as_at

#: The order of things in a manifest may change; whoever reads one looks at this first.
MANIFEST = 1


class StaleRevision(ValueError):
    """Somebody else corrected the quarter meanwhile; ``current`` is the newest revision."""

    def __init__(self, current: PublishedQuarter) -> None:
        """Take the newest revision."""
        super().__init__(f"Revision {current.revision} of this quarter was made meanwhile")
        self.current = current


@transaction.atomic
def freeze_quarter(*, quarter: Quarter, as_at: date, by: int | None, today: date | None = None) -> PublishedQuarter:
    """Keep a quarter's figures as they stood at the end of ``as_at``; returns the revision, the first.

    A quarter that is frozen already is given back as it is.

    Raises:
        CannotFreeze: the quarter or ``as_at`` is not over, or ``as_at`` lies before the quarter's end.
    """
    check_as_at(quarter, as_at, today or timezone.localdate())
    hold("quarters")
    frozen = newest_revision(quarter)
    return frozen or _freeze(quarter, 1, as_at, "", by)


@transaction.atomic
def publish_quarter(*, quarter: Quarter, revision: int, by: int | None) -> PublishedQuarter:
    """Publish a frozen revision, the newest; published twice, it stays as it was. Returns it.

    Raises:
        CannotFreeze: the quarter is not frozen yet.
        StaleRevision: there is a newer revision.
    """
    hold("quarters")
    frozen = _checked(newest_revision(quarter), quarter, revision)
    if frozen.is_published:
        return frozen
    frozen.published_at, frozen.published_by_id = timezone.now(), by
    frozen.save(update_fields=["published_at", "published_by"])
    record(by=by, verb="published quarter", thing=frozen, after={"quarter": str(quarter), "revision": revision})
    return frozen


@transaction.atomic
def correct_quarter(
    *, quarter: Quarter, revision: int, as_at: date, reason: str, by: int | None, today: date | None = None
) -> PublishedQuarter:
    """Freeze a quarter anew as the revision after ``revision``, which stays; returns the new one, not published yet.

    The same correction sent twice is made once.

    Raises:
        CannotFreeze: the quarter is not frozen yet, there is no reason, or ``as_at`` cannot be.
        StaleRevision: somebody else corrected it meanwhile.
    """
    check_as_at(quarter, as_at, today or timezone.localdate())
    if not reason.strip():
        raise CannotFreeze("Enter why the quarter is corrected")
    hold("quarters")
    made = newest_revision(quarter)
    if made and (made.revision, made.reason, made.as_at) == (revision + 1, reason.strip(), as_at):
        return made
    return _freeze(quarter, _checked(made, quarter, revision).revision + 1, as_at, reason.strip(), by)


def _checked(frozen: PublishedQuarter | None, quarter: Quarter, revision: int) -> PublishedQuarter:
    """Return the newest revision if there is one and it is the one that was seen."""
    if frozen is None:
        raise CannotFreeze(f"{quarter.words} is not frozen yet. Freeze it first")
    if frozen.revision != revision:
        raise StaleRevision(frozen)
    return frozen


def _freeze(quarter: Quarter, revision: int, as_at: date, reason: str, by: int | None) -> PublishedQuarter:
    """Write the rows, then the quarter they belong to: once it stands, nothing can be added."""
    pk = _next_id()
    _write_plans(pk, as_at)
    PublishedArea.objects.bulk_create(_area(pk, row) for row in area_rows(as_at, source=THEN))
    told = beside(as_at)
    PublishedBeside.objects.bulk_create(
        PublishedBeside(quarter_id=pk, name=name, rows=rows) for name, rows in told.items()
    )
    catalogue, frameworks = catalogue_version()
    frozen = PublishedQuarter.objects.create(
        pk=pk,
        quarter=str(quarter),
        revision=revision,
        as_at=as_at,
        reason=reason,
        catalogue=catalogue,
        geography=geography_version(as_at),
        manifest={"version": MANIFEST, "tables": contents(pk), "frameworks": frameworks},
        frozen_by_id=by,
        frozen_at=timezone.now(),
    )
    entry = {"quarter": str(quarter), "revision": revision, "as_at": as_at.isoformat(), "reason": reason}
    record(by=by, verb="corrected quarter" if revision > 1 else "froze quarter", thing=frozen, after=entry)
    return frozen


def _next_id() -> int:
    """Take the id that the rows will point at; the database looks whether it is there when all is written."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT nextval(pg_get_serial_sequence('plans_publishedquarter', 'id'))")
        return int(cursor.fetchone()[0])


def _write_plans(pk: int, as_at: date) -> None:
    """Write plans, sections and actions as they stood at the end of a day (one statement)."""
    counts = ", ".join(COUNTS)
    sql = f"""WITH {counted_with("%(today)s::date", source=THEN)},
        home AS ({home("TRUE", THEN.plans)}),
        plans AS (
            INSERT INTO plans_publishedplan (quarter_id, plan_id, title, edition, workflow_state, published_on, region_id,
                area_ids, last_heard_at, {counts})
            SELECT %(quarter)s, plan_id, p.title, p.edition, p.workflow_state, p.published_on, home.region_id,
                ARRAY(SELECT localarea_id FROM plans_plan_areas pa WHERE pa.plan_id = p.id ORDER BY 1),
                last_heard_at, {counts}
            FROM counted JOIN home USING (plan_id) JOIN {THEN.plans} p ON p.id = plan_id ORDER BY plan_id),
        sections AS (
            INSERT INTO plans_publishedsection (quarter_id, plan_id, section_id, region_id, {counts})
            SELECT %(quarter)s, plan_id, section_id, home.region_id, {counts}
            FROM parts JOIN home USING (plan_id) WHERE total > 0 OR standards > 0 ORDER BY plan_id, section_id)
        INSERT INTO plans_publishedaction (quarter_id, action_id, plan_id, region_id, delivery_state, confidence, due,
            last_heard_at)
        SELECT %(quarter)s, ac.id, plan_id, home.region_id, ac.delivery_state, ac.confidence, ac.due, ac.last_heard_at
        FROM {THEN.actions} ac LEFT JOIN home USING (plan_id) ORDER BY ac.id"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"quarter": pk, "today": as_at, "end": end_of(as_at)})


def _area(pk: int, row: AreaRow) -> PublishedArea:
    same = ("slug", "name", "gss_code", "kind", "region_id", "region_name", "region_code", "partnerships", "is_stale")
    more = ("is_joint", "plans", "declared_on", "published_on", "last_heard_at")
    return PublishedArea(
        quarter_id=pk,
        area_id=row.id,
        stage=row.stage.value,
        **{name: getattr(row, name) for name in (*same, *more)},
        **dict(zip(COUNTS, row.figures, strict=True)),
    )
