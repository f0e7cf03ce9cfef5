"""Writes to evidence: pieces are added, replaced, set aside; links are looked at."""

from plans.evidence.operations.looking import check_links
from plans.evidence.operations.pieces import NotCounting, add_evidence, replace_evidence, set_aside

__all__ = ["NotCounting", "add_evidence", "check_links", "replace_evidence", "set_aside"]
