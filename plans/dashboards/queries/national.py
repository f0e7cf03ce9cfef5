"""Reads for England's page: which standards are being met, and where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from concordat.periods import quarter_of
from plans.dashboards.queries.trends import Kept, kept_at_quarters, regions_at
from plans.rollups.models import Snapshot
from plans.rollups.queries import RegionSums, StandardReach, area_rows, region_sums, standard_reach
from plans.rollups.rules import AreaRow, Figures, SnapshotScope, add_up


@dataclass(frozen=True)
class NationalPage:
    """Everything England's page shows."""

    rows: list[AreaRow]
    regions: list[RegionSums]
    standards: list[StandardReach]
    quarters: Kept
    regions_before: dict[int, Snapshot]
    before: date

    @property
    def figures(self) -> Figures:
        """Return the sums over the regions: every action is in one of them only."""
        return add_up(region.figures for region in self.regions)

    @property
    def plans(self) -> int:
        """Return how many plans are counted."""
        return sum(region.plans for region in self.regions)


def national_page(today: date) -> NationalPage:
    """Read England's page (five statements at most, however many areas)."""
    regions, before = region_sums(today), quarter_of(today).previous().end
    quarters = kept_at_quarters(SnapshotScope.NATION, 0, today)
    standards = _standards(today, regions)
    return NationalPage(area_rows(today), regions, standards, quarters, regions_at(before), before)


def _standards(today: date, regions: list[RegionSums]) -> list[StandardReach]:
    """Return the standards' counts, kept for a minute while no plan has been counted again.

    They are the one part that reads actions: a link to a standard changes only with its plan,
    and a plan that changed is counted again.
    """
    counted = max((region.counted_at for region in regions if region.counted_at), default=None)
    plans = sum(region.plans for region in regions)
    key = f"standard-reach-on-track:{today}:{counted and counted.timestamp()}:{plans}"
    kept: list[StandardReach] | None = cache.get(key)
    if kept is None:
        kept = standard_reach(today)
        cache.set(key, kept, timeout=60)
    return kept
