"""Declarations: states and their moves, roles of signatories, and who has not signed yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.choices import Words
from concordat.conflicts import Merged, merge

LONGEST_TEXT = 20_000


class DeclarationStatus(Words):
    """Where a declaration stands."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    WITHDRAWN = "withdrawn", "Withdrawn"


#: From each status (None: nothing recorded yet), the statuses one may choose.
MOVES: dict[DeclarationStatus | None, tuple[DeclarationStatus, ...]] = {
    None: (DeclarationStatus.DRAFT, DeclarationStatus.SIGNED),
    DeclarationStatus.DRAFT: (DeclarationStatus.DRAFT, DeclarationStatus.SIGNED),
    DeclarationStatus.SIGNED: (
        DeclarationStatus.DRAFT,
        DeclarationStatus.SIGNED,
        DeclarationStatus.WITHDRAWN,
    ),
    DeclarationStatus.WITHDRAWN: (
        DeclarationStatus.DRAFT,
        DeclarationStatus.SIGNED,
        DeclarationStatus.WITHDRAWN,
    ),
}
#: What anybody may know of.
PUBLIC = frozenset({DeclarationStatus.SIGNED, DeclarationStatus.WITHDRAWN})


class SignatoryRole(Words):
    """Whether a body signs or backs the declaration."""

    SIGNATORY = "signatory", "Signatory"
    SUPPORTER = "supporter", "Supporter"


@dataclass(frozen=True)
class Agreed:
    """What a partnership agreed, as it is to be recorded."""

    text: str
    status: DeclarationStatus
    signed_on: date | None


def merged_with(base: Agreed, now: Agreed, mine: Agreed) -> Merged:
    """Return what comes of two changes to the same declaration, field by field."""
    return merge(_fields(base), _fields(now), _fields(mine))


def _fields(agreed: Agreed) -> dict[str, Any]:
    return {"text": agreed.text, "status": agreed.status, "signed_on": agreed.signed_on}


@dataclass(frozen=True)
class Signature:
    """How an organisation stands behind a declaration."""

    role: SignatoryRole
    post: str
    signed_on: date | None


def problems(agreed: Agreed, was: DeclarationStatus | None, today: date) -> dict[str, str]:
    """Return what keeps ``agreed`` from being recorded: field → what to do. Empty is good."""
    found: dict[str, str] = {}
    if agreed.status not in MOVES[was]:
        found["status"] = "Select draft or signed: only a declaration that was signed can be withdrawn"
    if agreed.status is DeclarationStatus.SIGNED:
        if not agreed.text.strip():
            found["text"] = "Enter the agreed text: a signed declaration needs it"
        if agreed.signed_on is None:
            found["signed_on"] = "Enter the date the declaration was signed"
    if agreed.signed_on and agreed.signed_on > today:
        found["signed_on"] = "Date signed must be today or earlier"
    return found


_PERSON = re.compile(r"\b(mr|mrs|ms|miss|mx|dr|prof|sir|dame)\b\.?\s+[A-Z]|@", re.IGNORECASE)


def names_a_person(post: str) -> bool:
    """Answer whether a post looks like the name or address of a person ("Dr Jane Jones")."""
    return bool(_PERSON.search(post))


@dataclass(frozen=True)
class CoreKind:
    """A kind of organisation that every declaration needs."""

    code: str
    name: str
    confirmed: bool


def missing_core_kinds(core: Iterable[CoreKind], signed: Iterable[str]) -> tuple[CoreKind, ...]:
    """Return the core kinds of which no signatory has signed, in the order given.

    ``signed``: codes of the kinds of the organisations that signed; supporters do not count.
    """
    present = set(signed)
    return tuple(kind for kind in core if kind.code not in present)


def with_successors(signed: Iterable[str], successor_of: Mapping[str, str]) -> frozenset[str]:
    """Return the kinds that signed and those that took their place (group → board)."""
    found: set[str] = set()
    for code in signed:
        while code and code not in found:
            found.add(code)
            code = successor_of.get(code, "")
    return frozenset(found)
