"""Reads about pre-election periods."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from areas.elections.models import ElectionPeriod
from areas.places.models import LocalArea, Region


def election_periods() -> QuerySet[ElectionPeriod]:
    """Return all of them with their places, the latest first."""
    return ElectionPeriod.objects.select_related("region", "area")


def places_to_choose_from(today: date) -> list[tuple[str, str]]:
    """Return what a period can be about: ("", England), ("region:3", …), ("area:12", …) (two statements)."""
    regions = [(f"region:{pk}", f"{name} (region)") for pk, name in Region.objects.values_list("pk", "name")]
    areas = LocalArea.objects.current(today).values_list("pk", "name")
    return [("", "All of England"), *regions, *((f"area:{pk}", name) for pk, name in areas)]
