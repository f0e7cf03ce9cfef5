"""Text that came over badly: words glued together where a line ended, and letters of a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: Small letters that run into a capital, or a full stop into the next sentence; "eLearning" and "iHub" are names.
_GLUED = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}\w*|\b[A-Za-z]*[a-z]{3,}[.;:,!?)][A-Z][a-z]+")
#: No word of English that a plan needs is as long.
_ENDLESS = re.compile(r"\b[A-Za-z]{24,}\b")
#: What UTF-8 looks like when it is read as Windows-1252, and the sign for a letter that was lost.
_MISREAD = re.compile(
    "\u00e2[\u20ac\u0080][^\\s]?|[\u00c3\u00c2][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac]|\ufffd"
)
#: Addresses run words together of themselves.
_OF_ADDRESSES = ("://", "www.", "@")
#: A bit between two spaces is looked at as far as this, so that the work grows with the text and no faster.
_LOOKED_AT = 120
_MOST = 3


def writing_warnings(*texts: str) -> Iterator[str]:
    """Yield a sentence for each way in which texts came over badly; the words are left as they are."""
    bits = {bit[:_LOOKED_AT]: None for text in texts for bit in text.split()}
    plain = [bit for bit in bits if not any(sign in bit.lower() for sign in _OF_ADDRESSES)]
    if glued := _found(plain, _GLUED, _ENDLESS):
        yield f"Words may be glued together: {_named(glued)}. Put the space in where one is missing."
    if strange := _found(plain, _MISREAD):
        yield f"Some letters came over wrongly: {_named(strange)}. Type them again."


def _found(bits: Iterable[str], *patterns: re.Pattern[str]) -> list[str]:
    return list(dict.fromkeys(one for bit in bits for pattern in patterns for one in pattern.findall(bit)))


def _named(found: list[str]) -> str:
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(f"“{one[:60]}”" for one in found[:_MOST]) + more
