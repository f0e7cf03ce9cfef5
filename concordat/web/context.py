"""What every template may use without asking: the service's name, the menu, who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from concordat.web import navigation

SERVICE_NAME = "Concordat"
SERVICE_LINE = "Crisis care promises in England’s local areas"


def house(request: HttpRequest) -> dict[str, Any]:
    """Return ``service_name``, ``service_line`` and ``navigation`` (worked out when the page asks)."""
    # A request refused before sign-in was looked at has no user: its page has no menu.
    known = hasattr(request, "user")
    return {
        "service_name": SERVICE_NAME,
        "service_line": SERVICE_LINE,
        "navigation": SimpleLazyObject(lambda: navigation.items_for(request) if known else []),
    }
