"""Parts of a national summary that are not frozen with a quarter: indicators and signatories, as they stand today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import connection

from concordat.documents.table import Kind
from plans.exports.rules.summary import Part, SummaryColumn, SummaryTable
from plans.indicators.models import Indicator
from plans.indicators.queries import Measure, latest_readings
from plans.indicators.rules import period_words, shown
from plans.reminders.rules.kinds.plans import MISSING_CORE

_TEXT = Kind.TEXT
#: Counts of people from 1 to 4 are not shown: somebody could be recognised.
SUPPRESSED = "1 to 4, not shown"
_SIGNED = """
    SELECT kind.name, count(DISTINCT body.id) FILTER (WHERE signatory.role = 'signatory'),
        count(*) FILTER (WHERE signatory.role = 'signatory'), count(*) FILTER (WHERE signatory.role <> 'signatory')
    FROM areas_signatory AS signatory JOIN areas_declaration AS declaration ON declaration.id = signatory.declaration_id
    JOIN areas_organisation AS body ON body.id = signatory.organisation_id
    JOIN areas_organisationkind AS kind ON kind.id = body.kind_id
    WHERE declaration.status = 'signed' AND signatory.signed_on <= %(today)s
        AND (signatory.withdrawn_on IS NULL OR signatory.withdrawn_on > %(today)s)
    GROUP BY kind.id ORDER BY kind.position, kind.name"""
_LACKING = f"""
    SELECT partnership.name, declaration.signed_on, lacks.kinds
    FROM areas_declaration AS declaration JOIN areas_partnership AS partnership ON partnership.id = declaration.partnership_id
    CROSS JOIN LATERAL (SELECT {MISSING_CORE.format(day="%(today)s::date")} AS kinds) AS lacks
    WHERE declaration.status = 'signed' AND declaration.signed_on <= %(today)s AND lacks.kinds IS NOT NULL
    ORDER BY partnership.name, partnership.id"""


def signatories_tables(today: date) -> Iterable[SummaryTable]:
    """Return who signed, by kind of body, and which declarations lack a core kind (two statements)."""
    with connection.cursor() as cursor:
        cursor.execute(_SIGNED, {"today": today})
        signed = cursor.fetchall()
        cursor.execute(_LACKING, {"today": today})
        lacking = cursor.fetchall()
    yield SummaryTable(
        Part.SIGNATORIES, "signatories", "Signatories by kind of body",
        (
            SummaryColumn("Kind of body", _TEXT, 40), SummaryColumn("Bodies that signed"), SummaryColumn("Signatures"),
            SummaryColumn("Supporters"),
        ),
        tuple(signed),
        note="A body that signed in several areas is one body with several signatures.",
    )  # fmt: skip
    yield SummaryTable(
        Part.SIGNATORIES, "missing_core", "Signed declarations that lack a core kind of body",
        (
            SummaryColumn("Partnership", _TEXT, 34), SummaryColumn("Signed", Kind.DATE),
            SummaryColumn("Nobody has signed for", _TEXT, 60),
        ),
        tuple(lacking), long=True,
    )  # fmt: skip


def indicators_table(today: date) -> Iterable[SummaryTable]:
    """Return every indicator that is still measured with its newest figures (two statements)."""
    rows = list(Indicator.objects.measured().select_related("partnership").order_by("name", "partnership__name", "pk"))
    found = latest_readings([one.pk for one in rows]) if rows else {}
    yield SummaryTable(
        Part.INDICATORS, "indicators", "Indicators with their latest figures",
        (
            SummaryColumn("Indicator", _TEXT, 44), SummaryColumn("Partnership", _TEXT, 28), SummaryColumn("Unit", _TEXT),
            SummaryColumn("Period", _TEXT, 24), SummaryColumn("Figure", _TEXT), SummaryColumn("Which way", _TEXT, 14),
            SummaryColumn("Target", _TEXT), SummaryColumn("How it stands", _TEXT, 28), SummaryColumn("Source", _TEXT, 40),
        ),
        tuple(_line(Measure(one, tuple(found.get(one.pk, ()))), today) for one in rows),
        note="Each partnership says what it counts, so figures of different partnerships are not added up.", long=True,
    )  # fmt: skip


def _line(one: Measure, today: date) -> tuple[object, ...]:
    about, latest = one.indicator, one.latest
    small = about.of_people and any(is_small(reading.value) for reading in one.readings)
    late = " (late)" if one.is_late(today) else ""
    period = period_words(about.every, latest.began) + late if latest else f"None yet{late}"
    figure = shown(latest.value, about.unit) if latest else ""
    if about.of_people and latest and is_small(latest.value):
        figure = SUPPRESSED
    standing = "" if small else one.standing.label
    target = shown(about.target, about.unit)
    return (
        about.name, about.partnership.name, about.get_unit_display(), period, figure, "" if small else one.travel,
        target, standing, about.source,
    )  # fmt: skip


def is_small(value: Decimal | None) -> bool:
    """Answer whether a count of people could tell who somebody is: more than none, and fewer than five."""
    return value is not None and 0 < value < 5
