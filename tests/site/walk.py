"""Walks over every address the service knows, as its URL configuration lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Known:
    """An address pattern and its name."""

    name: str
    route: str


def every_address() -> list[Known]:
    """Return every address pattern of the service, sorted by route."""
    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda known: known.route)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Known]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield Known(pattern.name or "", route)
