"""Who may open the pages of this room."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from areas.people.access import Reach, reach_of
from areas.roles.rules import P


def may_view(request: HttpRequest) -> bool:
    """Answer whether the person may see any reminders: theirs are the officers, leads, administrators."""
    return reach_of(request.user).may_anywhere(P.VIEW_REMINDERS)


def reader(request: HttpRequest) -> Reach:
    """Return how far the person reaches.

    Raises:
        PermissionDenied: the person may see no reminders at all.
    """
    if not may_view(request):
        raise PermissionDenied
    return reach_of(request.user)


def manager(request: HttpRequest) -> Reach:
    """Return the reach of somebody who manages reminders.

    Raises:
        PermissionDenied: the person does not.
    """
    reach = reach_of(request.user)
    if not reach.nationwide(P.MANAGE_REMINDERS):
        raise PermissionDenied
    return reach
