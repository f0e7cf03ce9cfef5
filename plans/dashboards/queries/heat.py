"""Reads for the table of standards and areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from areas.models import LocalArea, Region
from plans.rollups.queries import StandardInArea, standards_by_area
from plans.standards.models import Standard


@dataclass(frozen=True)
class HeatPage:
    """A region's areas, the standards, and what is done where, by area and standard."""

    region: Region
    areas: list[LocalArea]
    standards: list[Standard]
    cells: dict[tuple[int, int], StandardInArea]

    def gaps(self, area: LocalArea) -> int:
        """Return for how many standards an area has no action."""
        return sum((area.pk, one.pk) not in self.cells for one in self.standards)

    def without(self, standard: Standard) -> list[LocalArea]:
        """Return the areas that have no action for a standard."""
        return [area for area in self.areas if (area.pk, standard.pk) not in self.cells]


def heat_page(region: Region, today: date) -> HeatPage:
    """Read the standards of published frameworks, and those that are used here (three statements)."""
    cells = {(one.area_id, one.standard_id): one for one in standards_by_area(today, region.pk)}
    used = {standard for _, standard in cells}
    standards = Standard.objects.filter(Q(section__framework__published_on__isnull=False) | Q(pk__in=used))
    return HeatPage(
        region=region,
        areas=list(LocalArea.objects.current(today).filter(region=region).order_by("name", "pk")),
        standards=list(
            standards.select_related("section__framework").order_by(
                "section__framework__slug", "section__position", "position", "pk"
            )
        ),
        cells=cells,
    )
