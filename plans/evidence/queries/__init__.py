"""Reads about evidence."""

from plans.evidence.queries.pieces import (
    ONLY,
    EvidenceSums,
    evidence_for,
    evidence_in,
    evidence_of,
    evidence_to_change,
    evidence_under,
    links_to_mend,
    may_change,
    recent_updates,
    replaced_by_this,
    run_out,
    sums_of,
)

__all__ = [
    "ONLY",
    "EvidenceSums",
    "evidence_for",
    "evidence_in",
    "evidence_of",
    "evidence_to_change",
    "evidence_under",
    "links_to_mend",
    "may_change",
    "recent_updates",
    "replaced_by_this",
    "run_out",
    "sums_of",
]
