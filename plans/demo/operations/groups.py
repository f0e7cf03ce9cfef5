"""Writes a partnership: its bodies, people, declaration and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from areas.declarations.rules import DeclarationStatus, SignatoryRole
from plans.demo.operations.people import CONTRIBUTING, People, bodies_of
from plans.demo.operations.places import Areas, Organisations
from plans.demo.operations.tables import Tables
from plans.demo.rules.book import Book
from plans.demo.rules.country import Group
from plans.demo.rules.days import working_day

_LOCAL = ("council", "police", "trust", "ambulance", "icb")
_SUPPORTERS = ("healthwatch", "housing")
_SECOND_TEXT, _GAP, _HOSPITAL_PERSON, _SIGNS_AGAIN = 0.15, 0.12, 0.5, 0.4


@dataclass
class Written:
    """A partnership in the tables: organisation ids by kind, and who updates for which."""

    pk: int
    organisations: dict[str, list[int]]
    names: dict[str, str]
    officer: int
    contributors: dict[int, int]


class GroupWriter:
    """Writes partnerships one after another."""

    def __init__(
        self,
        book: Book,
        tables: Tables,
        areas: Areas,
        organisations: Organisations,
        people: People,
        seed: str,
        today: date,
    ) -> None:
        """Take everything that all partnerships share."""
        self.book, self.tables, self.areas = book, tables, areas
        self.organisations, self.people, self.seed, self.today = organisations, people, seed, today

    def write(self, group: Group, formed_on: date) -> Written:
        """Write a partnership with its members and people."""
        rng = Random(f"{self.seed}/group/{group.key}")
        pk = self.tables.partnerships.add(group.name, group.slug)
        for place in group.places:
            self.tables.partnership_areas.add(pk, self.areas.ids[place.slug])
        bodies = self._bodies(group, rng)
        ids = {kind: [self.organisations.id_of(kind, name) for name in names] for kind, names in bodies.items()}
        for kind, those in ids.items():
            for one in those:
                self.tables.members.add(pk, one, self.book.organisations["aliases"][kind], formed_on)
        contributors = {
            one: self.people.add_contributor(kind, name, one, pk, group.places[0].copy)
            for kind, names in bodies.items()
            if kind in CONTRIBUTING or (kind == "acute" and rng.random() < _HOSPITAL_PERSON)
            for one, name in zip(ids[kind], names, strict=True)
        }
        return Written(pk, ids, _spoken(group, bodies), self.people.add_officer_and_lead(group.slug, pk), contributors)

    def declare(self, group: Group, written: Written, signed_on: date) -> int | None:
        """Write the declaration as the story has it; returns its id."""
        story = group.story
        if story.declaration == "none":
            return None
        rng = Random(f"{self.seed}/declaration/{group.key}")
        signed = story.declaration == DeclarationStatus.SIGNED
        text = self.book.declaration.replace("{area}", group.name)
        versions = 2 if signed and (rng.random() < _SECOND_TEXT or story.is_named) else 1
        at = datetime.combine(signed_on, time(10), UTC)
        declaration = self.tables.declarations.add(
            written.pk, story.declaration, signed_on if signed else None, text, versions, at, at
        )
        for number in range(1, versions + 1):
            wording = text if number == versions else text.replace("with dignity and respect", "with respect")
            newest = self.tables.texts.add(declaration, number, wording, at, written.officer)
        if signed:
            self._sign_again(group, written, declaration, newest, signed_on)
        self._sign(group, written, declaration, signed_on if signed else None, rng)
        return declaration

    def _bodies(self, group: Group, rng: Random) -> dict[str, list[str]]:
        """Return names of organisations by kind: real ones that serve the area, and invented ones."""
        told = self.book.organisations
        invented = told["invented"]
        present = [*told["always"], *(kind for kind, share in told["sometimes"].items() if rng.random() < share)]
        found: dict[str, list[str]] = {}
        for kind in present:
            if kind in _LOCAL:
                found[kind] = bodies_of(group.places, kind)
            elif kind == "pcc":
                forces = bodies_of(group.places, "police")
                found[kind] = [f"Police and crime commissioner or mayor, {force}" for force in forces]
            else:
                found[kind] = [rng.choice(invented[kind]).format(place=group.name)]
        return found

    def _sign_again(self, group: Group, written: Written, declaration: int, text: int, signed_on: date) -> None:
        """Let some partnerships sign again, a year after each signing."""
        if not group.story.is_named and Random(f"{self.seed}/again/{group.key}").random() > _SIGNS_AGAIN:
            return
        for years in range(1, 4):
            day = working_day(signed_on + timedelta(days=365 * years))
            if day > self.today:
                return
            self.tables.reaffirmations.add(
                declaration, day, text, datetime.combine(day, time(15), UTC), written.officer
            )  # fmt: skip

    def _sign(self, group: Group, written: Written, declaration: int, signed_on: date | None, rng: Random) -> None:
        """Let the bodies sign; some are missing, some only back it."""
        absent = set(group.story.absent)
        if not absent and rng.random() < _GAP and not group.story.is_named:
            absent = {rng.choice(["pcc", "substance", "acute"])}
        for kind, ids in written.organisations.items():
            if kind in absent or (signed_on is None and rng.random() < 0.6):
                continue
            role = SignatoryRole.SUPPORTER if kind in _SUPPORTERS else SignatoryRole.SIGNATORY
            post = self.book.people["signing_posts"][kind]
            for one in ids:
                day = working_day(signed_on - timedelta(days=rng.randint(0, 25))) if signed_on else None
                self.tables.signatories.add(declaration, one, role.value, post, day)


def _spoken(group: Group, bodies: dict[str, list[str]]) -> dict[str, str]:
    """Return what sentences call the bodies."""
    called = {kind: names[0] for kind, names in bodies.items()}
    articles = {"trust": "the Trust", "ambulance": "the ambulance service", "icb": "the ICB"}
    begins = {f"{kind}_begins": name[0].upper() + name[1:] for kind, name in articles.items()}
    council = called["council"] if len(group.places) == 1 else "the councils"
    return called | articles | begins | {"council": council, "area": group.name}
