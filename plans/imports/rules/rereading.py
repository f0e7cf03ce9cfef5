"""Rows of a file that was read anew: what somebody typed into the earlier ones stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.imports.rules.matching import Body
from plans.imports.rules.proposal import as_fields, propose


@dataclass(frozen=True)
class Earlier:
    """A row that somebody corrected. ``typed`` names the fields."""

    as_read: Mapping[str, Any]
    fields: Mapping[str, Any]
    typed: tuple[str, ...]
    include: bool
    version: int


@dataclass(frozen=True)
class Kept:
    """A row as it is kept."""

    as_read: Mapping[str, Any]
    fields: Mapping[str, Any]
    warnings: tuple[str, ...] = ()
    include: bool = True
    corrected: bool = False
    typed: tuple[str, ...] = ()
    version: int = 1


def carried_over(
    actions: Sequence[Mapping[str, Any]],
    earlier: Sequence[Earlier],
    bodies: Sequence[Body],
    standards: Mapping[str, int],
) -> Iterator[Kept]:
    """Yield the rows of a new reading, corrected as the earlier ones of the same place in the file were.

    A corrected row that the new reading does not know as an action stays, behind the others.
    """
    corrected = {one.as_read.get("row"): one for one in earlier}
    for action in actions:
        proposal = propose(action, bodies, standards)
        fields = as_fields(proposal.action)
        before = corrected.pop(action.get("row"), None)
        if before is None:
            yield Kept(action, fields, proposal.warnings)
        else:
            typed = {name: before.fields[name] for name in before.typed if name in before.fields}
            yield Kept(action, fields | typed, (), before.include, True, before.typed, before.version + 1)
    for before in corrected.values():
        yield Kept(before.as_read, before.fields, (), before.include, True, before.typed, before.version + 1)
