"""Reads about readings. Of each period the highest revision counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber

from plans.indicators.models import Indicator, Reading


def readings_of(indicator: Indicator) -> list[Reading]:
    """Return every reading, revisions too: the newest period first, of a period the newest revision."""
    return list(indicator.readings.select_related("by").order_by("-began", "-revision"))


def latest_readings(indicators: Collection[int], most: int = 2) -> dict[int, list[Reading]]:
    """Return for each indicator the readings that count of its newest ``most`` periods (one statement)."""
    newer = Reading.objects.filter(
        indicator=OuterRef("indicator"), began=OuterRef("began"), revision__gt=OuterRef("revision")
    )
    counting = Reading.objects.filter(~Exists(newer), indicator__in=indicators)
    place = Window(RowNumber(), partition_by=[F("indicator")], order_by=F("began").desc())
    found: dict[int, list[Reading]] = defaultdict(list)
    for one in counting.annotate(place=place).filter(place__lte=most).order_by("-began"):
        found[one.indicator_id].append(one)
    return found


def reading_of(indicator_id: int, began: date) -> Reading | None:
    """Return the reading of a period that counts."""
    return Reading.objects.select_related("by").filter(indicator=indicator_id, began=began).first()


def reading_under(key: UUID | None) -> Reading | None:
    """Return the reading that a form with this key made, if it made one."""
    return Reading.objects.filter(submission_key=key).order_by().first() if key else None
