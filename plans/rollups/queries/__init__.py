"""Reads of figures: counted from the rows, stored, and added up over areas and regions."""

from plans.rollups.queries.areas import area_rows
from plans.rollups.queries.between import MovedAction, difference, moved_actions
from plans.rollups.queries.counting import Difference, counted_with, differences, plans_behind, waited_longest
from plans.rollups.queries.heat import StandardInArea, standards_by_area
from plans.rollups.queries.moments import Moment, edition_moment, end_of_day, quarter_moment, today_moment
from plans.rollups.queries.positions import Position, figures_on, snapshots_of
from plans.rollups.queries.sums import (
    RegionSums,
    SectionSums,
    StandardReach,
    region_choices,
    region_sums,
    section_sums,
    standard_reach,
)

__all__ = [
    "Difference",
    "Moment",
    "MovedAction",
    "Position",
    "RegionSums",
    "SectionSums",
    "StandardInArea",
    "StandardReach",
    "area_rows",
    "counted_with",
    "difference",
    "differences",
    "edition_moment",
    "end_of_day",
    "figures_on",
    "moved_actions",
    "plans_behind",
    "quarter_moment",
    "region_choices",
    "region_sums",
    "section_sums",
    "snapshots_of",
    "standard_reach",
    "standards_by_area",
    "today_moment",
    "waited_longest",
]
