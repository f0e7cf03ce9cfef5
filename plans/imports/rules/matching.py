"""Which body a plan means by "the Trust"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

#: What a plan calls a kind of body when it names none, as word patterns; the kind's code follows.
_KIND_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        r"\b(ccgs?|clinical commissioning groups?|icbs?|integrated care boards?)\b",
        frozenset({"integrated-care-board", "clinical-commissioning-group"}),
    ),
    (r"\b(police and crime commissioner|pcc)\b", frozenset({"police-and-crime-commissioner"})),
    (r"\b(police|constabulary)\b", frozenset({"police"})),
    (r"\bambulance\b", frozenset({"ambulance-trust"})),
    (r"\b(acute|emergency department|a and e)\b", frozenset({"acute-trust"})),
    (r"\b(mental health provider|trust)\b", frozenset({"mental-health-trust"})),
    (r"\b(council|local authority|social services|social care)\b", frozenset({"local-authority"})),
    (r"\b(voluntary sector|vcse?|charity|mind)\b", frozenset({"voluntary"})),
    (r"\bhealthwatch\b", frozenset({"healthwatch"})),
)


@dataclass(frozen=True)
class Body:
    """An organisation of the partnership. ``names`` are its name, short name and alias."""

    id: int
    names: tuple[str, ...]
    kind: str = ""


def with_aliases(bodies: Sequence[Body], words: Iterable[tuple[int, str]]) -> list[Body]:
    """Return bodies that go by further ``words`` (id, word) too; a body that is only known by such a word is added."""
    more: dict[int, list[str]] = {}
    for pk, word in words:
        more.setdefault(pk, []).append(word)
    known = [replace(body, names=(*body.names, *more.pop(body.id, ()))) for body in bodies]
    return known + [Body(pk, tuple(names)) for pk, names in more.items()]


def fold(name: str) -> str:
    """Return a name as it is compared: lower case, letters and figures only."""
    words = re.sub(r"[^\w\s]", " ", name.replace("&", " and ")).casefold().split()
    return " ".join(word for word in words if word not in ("the", "nhs", "foundation"))


def match_body(name: str, bodies: Sequence[Body]) -> int | None:
    """Return the id of the one body that ``name`` means, or None where none or several fit.

    A name, short name, alias or set of initials counts first; then a kind of body ("the police")
    of which the partnership has just one.
    """
    wanted = fold(name)
    if not wanted:
        return None
    named = _only(body.id for body in bodies if wanted in {fold(one) for one in body.names if one})
    if named is not None:
        return named
    initials = _only(b.id for b in bodies if any(_initials(n) == name.strip().casefold() for n in b.names))
    return initials if initials is not None else _by_kind(wanted, bodies)


def _by_kind(wanted: str, bodies: Sequence[Body]) -> int | None:
    for pattern, kinds in _KIND_WORDS:
        if re.search(pattern, wanted):
            return _only(body.id for body in bodies if body.kind in kinds)
    return None


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z]+", name)
    capitals = [word[0] for word in words if word[0].isupper()]
    return "".join(capitals).casefold() if len(capitals) > 1 else ""


def _only(ids: Iterable[int]) -> int | None:
    found = set(ids)
    return found.pop() if len(found) == 1 else None
