"""Declarations: states, roles of signatories, and who has not signed yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.choices import Words


class DeclarationStatus(Words):
    """Where a declaration stands."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class SignatoryRole(Words):
    """Whether a body signs or backs the declaration."""

    SIGNATORY = "signatory", "Signatory"
    SUPPORTER = "supporter", "Supporter"


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
