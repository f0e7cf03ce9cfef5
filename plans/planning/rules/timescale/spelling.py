"""Months as fingers write them: "Setpember", "Febuary", "Decemeber"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = (
    "january", "february", "march", "april", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
#: Slips that are more than one letter away.
_KNOWN = {"janurary": "january", "janruary": "january", "febuary": "february", "octover": "october"}
#: What a slip would make that is a word of its own.
_WORDS = frozenset({"marc", "juge"})
_WORD = re.compile(r"(?<![a-z'])[a-z]{4,11}(?![a-z'])")
_VOWELS = "aeiou"


def _slips(name: str) -> Iterator[str]:
    """Give the name with one letter swapped, dropped, doubled, or one vowel too many or another."""
    for at in range(1, len(name)):
        before, letter, after = name[:at], name[at], name[at + 1 :]
        yield before[:-1] + letter + before[-1] + after
        yield before + after
        yield before + letter + letter + after
        if len(name) > 4:
            yield f"{before}e{letter}{after}"
            yield from (before + other + after for other in _VOWELS if letter in _VOWELS)


#: Slip → the month that was meant.
SLIPS = {
    slip: name
    for name in _NAMES
    for slip in _slips(name)
    if len(slip) > 3 and slip not in _NAMES and slip not in _WORDS
} | _KNOWN


def mend_months(text: str) -> tuple[str, tuple[str, ...]]:
    """Return plain lower-case ``text`` with slips of months mended, letter for letter as long, and what was mended.

    A month too long for its place is written short ("agust" is "  aug").
    """
    mended: list[str] = []

    def mend(match: re.Match[str]) -> str:
        name = SLIPS.get(match[0])
        if name is None:
            return match[0]
        mended.append(f"“{match[0].title()}” is read as {name.title()}")
        fits = name if len(name) <= len(match[0]) else name[:3]
        return fits.rjust(len(match[0]))

    return _WORD.sub(mend, text), tuple(mended)
