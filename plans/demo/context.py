"""Tells every page whether the country shown is invented."""

from __future__ import annotations

from django.http import HttpRequest

from plans.demo.models import DemoSeed

_seen = {"demo": False}


def demo_banner(request: HttpRequest) -> dict[str, object]:
    """Add ``demo_banner``: a function, so that only a page that shows it asks the database.

    Once seen, the mark is remembered for the life of the process: a demo never turns real.
    """
    return {"demo_banner": is_demo}


def is_demo() -> bool:
    """Answer whether the demo country was seeded here."""
    if not _seen["demo"]:
        _seen["demo"] = DemoSeed.objects.exists()
    return _seen["demo"]
