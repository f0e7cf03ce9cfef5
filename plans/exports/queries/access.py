"""Who may take figures of the whole nation away."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from plans.dashboards.queries.access import may_export


def check_export(request: HttpRequest) -> None:
    """Let through who may export; for others there is no such page. Raises ``Http404``."""
    if not may_export(request):
        raise Http404
