"""Reads of figures: counted from the rows, stored, and added up over areas and regions."""

from plans.rollups.queries.areas import area_rows
from plans.rollups.queries.counting import Difference, counted_with, differences, plans_behind, waited_longest
from plans.rollups.queries.sums import RegionSums, StandardReach, region_sums, standard_reach

__all__ = [
    "Difference",
    "RegionSums",
    "StandardReach",
    "area_rows",
    "counted_with",
    "differences",
    "plans_behind",
    "region_sums",
    "standard_reach",
    "waited_longest",
]
