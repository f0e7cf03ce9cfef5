"""A partnership's name and the areas it covers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from areas.audit.operations import record
from areas.partnerships.models import Partnership
from areas.partnerships.queries import areas_with_plans, called, named, taken_names
from areas.partnerships.rules import LONGEST_NAME, Named, free_slug, same_name
from areas.places.models import LocalArea
from concordat.conflicts import StaleSave
from concordat.locks import hold


class NameTaken(ValueError):
    """Another partnership has this name. ``partnership`` is that one."""

    def __init__(self, partnership: Partnership) -> None:
        """Keep the one that has it."""
        super().__init__(f"There is a partnership called {partnership} already")
        self.partnership = partnership


class PlannedAreas(ValueError):
    """A plan of the partnership covers areas that it would no longer cover. ``areas`` are their names."""

    def __init__(self, areas: list[str]) -> None:
        """Keep the names."""
        super().__init__(", ".join(areas))
        self.areas = areas


@transaction.atomic
def add_partnership(*, wanted: Named, by: int) -> Partnership:
    """Make a partnership that covers areas. Sent twice it is made once.

    Raises:
        NameTaken: another partnership, of other areas, has this name.
    """
    hold("partnerships")
    if known := called(wanted.name):
        if named(known).areas == wanted.areas:
            return known
        raise NameTaken(known)
    slug = free_slug(slugify(wanted.name)[:LONGEST_NAME], taken_names()[1])
    partnership = Partnership.objects.create(name=wanted.name, slug=slug)
    partnership.areas.set(wanted.areas)
    record(by=by, verb="added partnership", thing=partnership, after=_facts(wanted) | {"slug": slug})
    return partnership


@transaction.atomic
def edit_partnership(*, partnership_id: int, seen: Named, wanted: Named, by: int) -> Partnership:
    """Change name and areas, if they are still as the person saw them (``seen``). The address stays.

    Raises:
        StaleSave: somebody else changed them; ``current`` is the partnership now.
        NameTaken: another partnership has this name.
        PlannedAreas: one of its plans covers an area that would be left out.
    """
    hold("partnerships")
    partnership = Partnership.objects.select_for_update().get(pk=partnership_id)
    now = named(partnership)
    if now == wanted:
        return partnership
    if now != seen:
        raise StaleSave(partnership)
    if not same_name(now.name, wanted.name) and (other := called(wanted.name)):
        raise NameTaken(other)
    if planned := areas_with_plans(partnership_id, now.areas - wanted.areas):
        raise PlannedAreas(planned)
    Partnership.objects.filter(pk=partnership_id).update(name=wanted.name)
    partnership.areas.set(wanted.areas)
    before, after = _facts(now), _facts(wanted)
    record(
        by=by,
        verb="changed partnership",
        thing=partnership,
        before={name: value for name, value in before.items() if after[name] != value},
        after={name: value for name, value in after.items() if before[name] != value},
    )
    partnership.name = wanted.name
    return partnership


def _facts(what: Named) -> dict[str, Any]:
    slugs = LocalArea.objects.filter(pk__in=what.areas).order_by("slug").values_list("slug", flat=True)
    return {"name": what.name, "areas": list(slugs)}
