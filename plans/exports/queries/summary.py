"""What a national summary is made of: read as it stands today, or from the rows of a frozen quarter alone."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from areas.places.rules import AreaKind
from concordat.web.words import date_words
from plans.exports.queries.summary_beside import beside_tables
from plans.exports.rules.summary import AreaLine, Facts, SectionLine
from plans.rollups.models import PublishedArea, PublishedPlan, PublishedQuarter, PublishedSection
from plans.rollups.queries import (
    Moment,
    area_rows,
    difference,
    quarter_moment,
    region_sums,
    section_sums,
    today_moment,
)
from plans.rollups.queries.beside import beside
from plans.rollups.rules import COUNTS, Figures, Stage

#: Figures whose difference from one quarter to the next is told.
_TOLD = (
    ("total", "Actions"), ("complete", "Complete"), ("live", "To be done"), ("on_track", "On track"),
    ("at_risk", "At risk"), ("off_track", "Off track"), ("overdue", "Overdue"), ("without_lead", "Without a lead"),
    ("without_date", "Without a date"), ("without_measure", "Without a measure"),
)  # fmt: skip


def facts_today(today: date) -> Facts:
    """Read how England stands today: provisional, beside the newest published quarter."""
    before = PublishedQuarter.objects.filter(published_at__isnull=False).first()
    return Facts(
        day=today,
        quarter="",
        quarter_words="",
        revision=0,
        is_published=False,
        areas=[
            AreaLine(
                one.name, one.gss_code, _kind(one.kind), one.region_name, one.stage, one.is_stale, one.declared_on, one.published_on, one.last_heard_at, one.figures,
            )
            for one in area_rows(today)
        ],
        regions=[(one.name, one.figures) for one in region_sums(today)],
        sections=[SectionLine(one.code, one.title, one.figures) for one in section_sums(today)],
        tables=list(beside_tables(beside(today))),
        **_changes(before, today_moment(today)),
    )  # fmt: skip


def facts_of(frozen: PublishedQuarter) -> Facts:
    """Read a frozen quarter from its own rows, beside the one that was published before it: the same for good."""
    areas = list(PublishedArea.objects.filter(quarter=frozen).order_by("name", "area_id"))
    names = {one.region_id: one.region_name for one in areas}
    sums = {
        region: Figures._make(values)
        for region, *values in PublishedPlan.objects.filter(quarter=frozen)
        .order_by("region_id")
        .values_list("region_id")
        .annotate(*_summed())
    }
    earlier = PublishedQuarter.objects.filter(
        quarter__lt=frozen.quarter, published_at__isnull=False, published_at__lte=frozen.published_at or timezone.now()
    )
    return Facts(
        day=frozen.as_at,
        quarter=frozen.quarter,
        quarter_words=frozen.period.words,
        revision=frozen.revision,
        is_published=frozen.is_published,
        areas=[_area(one) for one in areas],
        regions=[(name, sums.get(pk, Figures())) for pk, name in sorted(names.items(), key=itemgetter(1))],
        sections=_sections(frozen),
        frozen=_about(frozen),
        tables=list(beside_tables(dict(frozen.beside.values_list("name", "rows")))),
        **_changes(earlier.first(), quarter_moment(frozen)),
    )


def frozen_quarter(quarter: str, revision: int | None) -> PublishedQuarter | None:
    """Return a revision of a quarter; without a number the newest that is published."""
    found = PublishedQuarter.objects.filter(quarter=quarter)
    if revision is None:
        return found.filter(published_at__isnull=False).order_by("-revision").first()
    return found.filter(revision=revision).first()


def _summed() -> list[Any]:
    return [Sum(name) for name in COUNTS]


def _area(one: PublishedArea) -> AreaLine:
    return AreaLine(
        one.name, one.gss_code, _kind(one.kind), one.region_name,
        Stage(one.stage), one.is_stale, one.declared_on, one.published_on, one.last_heard_at,
        Figures._make(getattr(one, name) for name in COUNTS),
    )  # fmt: skip


def _kind(kind: str) -> str:
    return AreaKind(kind).label if kind in AreaKind.values() else kind


def _sections(frozen: PublishedQuarter) -> list[SectionLine]:
    rows = (
        PublishedSection.objects.filter(quarter=frozen)
        .order_by("section__framework__slug", "section__position", "section_id")
        .values_list("section_id", "section__code", "section__title")
        .annotate(*_summed())
    )
    return [
        SectionLine(code or "", title or "Without a standard", Figures._make(values))
        for _, code, title, *values in rows
    ]


def _about(frozen: PublishedQuarter) -> list[tuple[str, str]]:
    tables: dict[str, dict[str, Any]] = frozen.manifest["tables"]
    lines = [
        ("Figures as at", f"the end of {date_words(frozen.as_at)}"),
        ("Frozen on", date_words(frozen.frozen_at)),
        ("Published on", date_words(frozen.published_at) if frozen.published_at else "Not yet"),
        ("Revision", str(frozen.revision)),
        *([("Why it was corrected", frozen.reason)] if frozen.reason else []),
        ("Standards counted with (SHA-256)", frozen.catalogue),
        ("Areas of England then (SHA-256)", frozen.geography),
    ]
    each = (
        (f"Frozen rows of {name} (SHA-256)", f"{told['rows']:,}: {told['sha256']}") for name, told in tables.items()
    )
    return [*lines, *sorted(each)]


def _changes(before: PublishedQuarter | None, now: Moment) -> dict[str, Any]:
    """Return what changed since the quarter before, for ``Facts``; nothing where none was published."""
    if before is None:
        return {}
    moment = quarter_moment(before)
    found = difference(moment, now)
    figures = found.figures
    return {
        "before_words": moment.words,
        "changes": [(words, figures[name].before, figures[name].after) for name, words in _TOLD],
        "became": [(one.label, count) for one, count in found.counts.items()],
    }
