"""How rows of areas are counted, kept and ordered, which of them need a word, and how a standard stands."""

from plans.dashboards.rules.areas import (
    ONLY,
    SORTS,
    AreaFilter,
    Coverage,
    Heat,
    Measure,
    band_of,
    by_region,
    coverage,
    heat_of,
    in_order,
    keep,
    measure_called,
    said_of,
)
from plans.dashboards.rules.needs import Needs, needs_of

__all__ = [
    "ONLY",
    "SORTS",
    "AreaFilter",
    "Coverage",
    "Heat",
    "Measure",
    "Needs",
    "band_of",
    "by_region",
    "coverage",
    "heat_of",
    "in_order",
    "keep",
    "measure_called",
    "needs_of",
    "said_of",
]
