"""Invented people and their roles. Only the six sign-ins have a password that works."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from areas.roles.rules import Role
from plans.demo.operations.tables import Tables
from plans.demo.rules.book import Book
from plans.demo.rules.country import Place
from plans.demo.rules.people import address, invented_name, invented_post

#: Kinds of organisation that send somebody who updates their actions.
CONTRIBUTING = ("police", "trust", "ambulance", "icb")
_NO_PASSWORD = "!invented"  # noqa: S105 - the mark of an account that cannot sign in
_SCOPE = tuple[int | None, int | None, int | None]


class People:
    """Adds people and memberships; remembers who stands for which organisation."""

    def __init__(self, tables: Tables, book: Book, *, password: str, since: date, seed: str) -> None:
        """``since``: the day on which everybody's roles began."""
        self.tables = tables
        self.book = book
        self.since = since
        self.password = password
        self.rng = Random(f"{seed}/people")
        self.sign_ins = book.country["sign_ins"]
        self.known: dict[str, int] = {}

    def add_national(self, regions: dict[str, int]) -> None:
        """Add a lead for each region, the analyst and the administrator. ``regions``: ids by slug."""
        for slug, region in regions.items():
            ours = self.sign_ins["regional"]["region"] == slug
            key = "regional" if ours else f"regional.{slug}"
            self._join(key, Role.REGIONAL_LEAD, "regional_lead", (None, None, region))
        for key in ("analyst", "admin"):
            role = Role(self.sign_ins[key]["role"])
            self._join(key, role, role.value, (None, None, None))

    def add_officer_and_lead(self, slug: str, partnership: int) -> int:
        """Add the officer and the area lead of a partnership; returns the officer's id."""
        officer = 0
        for key, role in (("lead", Role.AREA_LEAD), ("officer", Role.OFFICER)):
            ours = slug in self.sign_ins[key]["partnerships"]
            officer = self._join(key if ours else f"{key}.{slug}", role, role.value, (None, partnership, None))
        return officer

    def add_contributor(self, kind: str, name: str, organisation: int, partnership: int, copy: int) -> int:
        """Add the person who updates an organisation's actions, the same one in all its partnerships."""
        ours = copy == 0 and name == self.sign_ins["contributor"]["force"]
        ending = f"-{copy + 1}" if copy else ""
        key = "contributor" if ours else f"{slugify(name)[:60]}{ending}"
        return self._join(key, Role.CONTRIBUTOR, kind, (organisation, partnership, None))

    def _join(self, key: str, role: Role, post: str, scope: _SCOPE) -> int:
        if key not in self.known:
            self.known[key] = self._add(key, post)
        organisation, partnership, region = scope
        self.tables.memberships.add(self.known[key], role.value, organisation, partnership, region, self.since)
        return self.known[key]

    def _add(self, key: str, post: str) -> int:
        told = self.sign_ins.get(key, {})
        return self.tables.people.add(
            address(key),
            told.get("name") or invented_name(self.book.people, self.rng),
            told.get("post") or invented_post(self.book.people, post, self.rng),
            make_password(self.password) if key in self.sign_ins else _NO_PASSWORD,
            datetime.combine(self.since, time(9), UTC),
        )


def bodies_of(places: tuple[Place, ...], kind: str) -> list[str]:
    """Return the names of the bodies of a kind that serve the places, each once."""
    return list(dict.fromkeys(getattr(place, kind) for place in places))
