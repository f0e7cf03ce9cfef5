"""Read places."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from areas.places.models import LocalArea, Region


def area_called(slug: str) -> LocalArea:
    """Return the area with its region; ended councils too. Raises ``Http404``."""
    return get_object_or_404(LocalArea.objects.select_related("region"), slug=slug)


def region_choices() -> list[tuple[int, str]]:
    """Return (id, name) of the regions, by name."""
    return list(Region.objects.order_by("name").values_list("pk", "name"))
