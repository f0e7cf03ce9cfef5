"""Words that stand in a table and on a screen: one value, one label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Words(StrEnum):
    """A closed list of values with the words shown for each.

    Members are written ``NAME = "value", "Label"``. Pure Python, so that a room's rules
    can use it without Django.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member that is the string ``value`` and carries ``label``."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("_", " ").capitalize()
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return (value, label) pairs in order, as Django's ``choices`` wants them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def values(cls) -> list[str]:
        """Return the values in order."""
        return [member.value for member in cls]
