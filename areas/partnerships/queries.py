"""Read partnerships."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from areas.partnerships.models import Partnership


def partnerships_of_area(area_id: int) -> list[Partnership]:
    """Return the partnerships that cover an area, by name, their areas read along (two statements)."""
    return list(Partnership.objects.filter(areas=area_id).prefetch_related("areas"))


def partnership_of_area(area_id: int, slug: str) -> Partnership:
    """Return the one that covers the area. Raises ``Http404``."""
    return get_object_or_404(Partnership.objects.filter(areas=area_id).prefetch_related("areas"), slug=slug)


def regions_of(partnership: Partnership) -> frozenset[int]:
    """Return the ids of the regions in which a partnership's areas lie."""
    return frozenset(area.region_id for area in partnership.areas.all())
