"""Reads for England's page: which standards are being met, and where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.rollups.queries import RegionSums, StandardReach, area_rows, region_sums, standard_reach
from plans.rollups.rules import AreaRow, Figures, add_up


@dataclass(frozen=True)
class NationalPage:
    """Everything England's page shows."""

    rows: list[AreaRow]
    regions: list[RegionSums]
    standards: list[StandardReach]

    @property
    def figures(self) -> Figures:
        """Return the sums over the regions: every action is in one of them only."""
        return add_up(region.figures for region in self.regions)

    @property
    def plans(self) -> int:
        """Return how many plans are counted."""
        return sum(region.plans for region in self.regions)


def national_page(today: date) -> NationalPage:
    """Read England's page (three statements, however many areas)."""
    return NationalPage(area_rows(today), region_sums(today), standard_reach(today))
