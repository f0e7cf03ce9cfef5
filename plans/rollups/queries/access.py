"""Who may see quarters, and who may freeze them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from areas.people.access import Reach
from areas.roles.rules import P
from concordat.periods import Quarter, quarter_of, read_quarter
from plans.rollups.models import PublishedQuarter
from plans.rollups.queries.quarters import FIRST_YEAR


def check_quarters(reach: Reach) -> None:
    """Let through who may see England's figures; for others there is no such page. Raises ``Http404``."""
    if not reach.may_anywhere(P.VIEW_NATION):
        raise Http404


def may_freeze(reach: Reach) -> bool:
    """Answer whether the person freezes, publishes and corrects quarters."""
    return reach.nationwide(P.FREEZE_PERIOD)


def check_freeze(reach: Reach) -> None:
    """Let through who freezes quarters.

    Raises:
        Http404: the person does not see England's figures.
        PermissionDenied: the person sees them and may not freeze.
    """
    check_quarters(reach)
    if not may_freeze(reach):
        raise PermissionDenied


def quarter_named(text: str, today: date) -> Quarter:
    """Return the quarter that an address names, from the first year of the service to the running one. Raises ``Http404``."""
    try:
        quarter = read_quarter(text)
    except ValueError as problem:
        raise Http404 from problem
    if not quarter.year >= FIRST_YEAR or quarter > quarter_of(today):
        raise Http404
    return quarter


def seen_by(reach: Reach, revisions: list[PublishedQuarter]) -> list[PublishedQuarter]:
    """Return the revisions that the person may see: what is not published only who freezes."""
    return revisions if may_freeze(reach) else [one for one in revisions if one.is_published]
