"""The menu. Rooms fill it; it shows a person only what that person may do.

A room registers once, from its app's ``ready()``::

    navigation.register("Reminders", "reminders", may=lambda request: can_manage(request.user), order=60)

``may`` is asked for each page, so it must be cheap: read what the request already knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

May = Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class Entry:
    """One registered line of the menu."""

    label: str
    url_name: str
    may: May
    order: int


@dataclass(frozen=True)
class Item:
    """One line of the menu as shown; ``current`` marks the part of the site we are in."""

    label: str
    url: str
    current: bool


_entries: dict[str, Entry] = {}


def anyone(request: HttpRequest) -> bool:
    """Say yes: for pages that the public may see."""
    return True


def register(label: str, url_name: str, may: May = anyone, order: int = 50) -> None:
    """Add a line to the menu; registering the same address again replaces it."""
    _entries[url_name] = Entry(label, url_name, may, order)


def unregister(url_name: str) -> None:
    """Take a line out of the menu, if it is there."""
    _entries.pop(url_name, None)


def items_for(request: HttpRequest) -> list[Item]:
    """Return the menu for this person and page, in order."""
    found = [(entry.label, url) for entry in _in_order() if (url := _url(entry)) and entry.may(request)]
    current = _current(request.path, (url for _, url in found))
    return [Item(label, url, url == current) for label, url in found]


def _in_order() -> list[Entry]:
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.label))


def _url(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def _current(path: str, urls: Iterable[str]) -> str:
    inside = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(inside, key=len, default="")
