"""Which areas are alike: in kind, in region, and in what their published plans leave open. Never a league table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

#: Two plans leave much the same open where at least half of what either leaves open is open in both.
MUCH_THE_SAME = 0.5
#: In how many of the three an area must be alike.
ALIKE_IN = 2


class PlaceInView(NamedTuple):
    """An area as it is held beside others. ``plans``: its published plans in force; ``covered``: standards they answer to."""

    id: int
    slug: str
    name: str
    kind: str
    region_id: int
    region: str
    plans: frozenset[int]
    covered: frozenset[int]


@dataclass(frozen=True)
class Alike:
    """An area that is like another. ``shared`` counts the standards both leave open; None where either has no plan."""

    place: PlaceInView
    same_kind: bool
    same_region: bool
    same_gaps: bool
    shared: int | None

    @property
    def in_how_many(self) -> int:
        """Return in how many of kind, region and gaps it is alike."""
        return self.same_kind + self.same_region + self.same_gaps


def gaps_in_view(place: PlaceInView, standards: frozenset[int]) -> frozenset[int] | None:
    """Return the standards for which an area's published plans have no action; None where it has no such plan."""
    return standards - place.covered if place.plans else None


def alike(own: PlaceInView, others: Iterable[PlaceInView], standards: frozenset[int]) -> list[Alike]:
    """Return the areas like ``own``, those alike in all three first, then by name.

    An area under the same plan is left out: it has nothing to tell that is not known.
    """
    found = [
        _held_beside(own, other, standards) for other in others if other.id != own.id and not own.plans & other.plans
    ]
    near = [one for one in found if one.in_how_many >= ALIKE_IN]
    return sorted(near, key=lambda one: (-one.in_how_many, one.place.name.casefold(), one.place.id))


def _held_beside(own: PlaceInView, other: PlaceInView, standards: frozenset[int]) -> Alike:
    mine, theirs = gaps_in_view(own, standards), gaps_in_view(other, standards)
    shared = None if mine is None or theirs is None else len(mine & theirs)
    return Alike(
        place=other,
        same_kind=own.kind == other.kind,
        same_region=own.region_id == other.region_id,
        same_gaps=bool(mine and theirs and len(mine & theirs) >= MUCH_THE_SAME * len(mine | theirs)),
        shared=shared,
    )
