"""What the gallery of components shows: every piece in every state, with invented words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def contents(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the gallery page."""
    return {}
