"""Who may see which dashboard. Asked for each page by the menu, so it reads only a person's reach."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from areas.models import Region
from areas.people.access import Reach, reach_of
from areas.roles.rules import P


def is_signed_in(request: HttpRequest) -> bool:
    """Answer whether somebody is signed in."""
    return request.user.is_authenticated


def may_see_nation(request: HttpRequest) -> bool:
    """Answer whether the person may see England's dashboard."""
    return reach_of(request.user).may_anywhere(P.VIEW_NATION)


def may_see_regions(request: HttpRequest) -> bool:
    """Answer whether the person may see the dashboard of any region."""
    return reach_of(request.user).may_anywhere(P.VIEW_REGION)


def check_nation(reach: Reach) -> None:
    """Let through who may see England's dashboard; for others it does not exist. Raises ``Http404``."""
    if not reach.may_anywhere(P.VIEW_NATION):
        raise Http404


def regions_in(reach: Reach) -> list[Region]:
    """Return the regions whose dashboards the person may see, by name."""
    regions = Region.objects.order_by("name")
    if reach.nationwide(P.VIEW_REGION):
        return list(regions)
    return list(regions.filter(pk__in=reach.regions_with(P.VIEW_REGION)))


def region_for(reach: Reach, slug: str) -> Region:
    """Return the region if the person may see its dashboard. Raises ``Http404``."""
    region = Region.objects.filter(slug=slug).first()
    if region is None or not reach.may(P.VIEW_REGION, region_ids=[region.pk]):
        raise Http404
    return region


def may_export(request: HttpRequest) -> bool:
    """Answer whether the person may take national figures and actions away."""
    return reach_of(request.user).nationwide(P.EXPORT)
