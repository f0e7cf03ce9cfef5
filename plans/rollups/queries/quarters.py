"""Reads of frozen quarters, and how complete a quarter is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.periods import Quarter, quarter_of
from plans.planning.queries.since import beginning_of
from plans.rollups.models import Proof, PublishedQuarter
from plans.rollups.queries.areas import area_rows
from plans.rollups.queries.counting import waited_longest
from plans.rollups.rules.quarters import Completeness, Facts, completeness

#: How many quarters that are over a list shows, frozen or not.
SHOWN = 8
#: The year in which the first financial year of the Concordat began.
FIRST_YEAR = 2013


def newest_revision(quarter: Quarter) -> PublishedQuarter | None:
    """Return the newest revision of a quarter, published or not; None: it is not frozen."""
    return PublishedQuarter.objects.filter(quarter=str(quarter)).order_by("-revision").first()


def revisions_of(quarter: Quarter) -> list[PublishedQuarter]:
    """Return all revisions of a quarter, the newest first, with who froze and published each (one statement)."""
    found = PublishedQuarter.objects.filter(quarter=str(quarter)).select_related("frozen_by", "published_by")
    return list(found.order_by("-revision"))


def all_revisions() -> list[PublishedQuarter]:
    """Return every revision of every quarter, the newest first (one statement)."""
    return list(PublishedQuarter.objects.order_by("-quarter", "-revision"))


def published_quarters() -> list[PublishedQuarter]:
    """Return the newest published revision of each quarter, the newest quarter first (one statement)."""
    found = PublishedQuarter.objects.filter(published_at__isnull=False)
    return list(found.order_by("-quarter", "-revision").distinct("quarter"))


@dataclass(frozen=True)
class QuarterLine:
    """A quarter of the list: its newest revision and the newest that is published."""

    quarter: Quarter
    newest: PublishedQuarter | None
    published: PublishedQuarter | None


def quarter_lines(today: date) -> list[QuarterLine]:
    """Return the running quarter, the eight before it and every frozen one, the newest first (one statement)."""
    wanted = [quarter_of(today)]
    while len(wanted) <= SHOWN:
        wanted.append(wanted[-1].previous())
    newest: dict[Quarter, PublishedQuarter] = {}
    published: dict[Quarter, PublishedQuarter] = {}
    for one in all_revisions():
        newest.setdefault(one.period, one)
        if one.is_published:
            published.setdefault(one.period, one)
    listed = sorted({*wanted, *newest}, reverse=True)
    return [QuarterLine(one, newest.get(one), published.get(one)) for one in listed]


def how_complete(quarter: Quarter, today: date) -> Completeness:
    """Return the checklist of a quarter and which areas are waited for (three statements)."""
    proof, (waiting, _) = Proof.objects.first(), waited_longest()
    facts = Facts(
        is_over=today > quarter.end,
        waiting_plans=waiting,
        proved_at=proof.at if proof else None,
        differing=proof.differing if proof else 0,
    )
    return completeness(area_rows(today), beginning_of(quarter.start), facts)
