"""What was taken out of a text and what was put in, readable by people and safe for long texts.

Lines are compared first, then the words of lines that changed. Nothing is guessed away: what
stayed and what was taken out is the old text, what stayed and what was put in is the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from concordat.choices import Words

#: Two pieces of text are compared word by word while the product of their words is below this.
_MOST_PAIRS = 1_000_000
#: Lines that share less than this are shown as one taken out and one put in.
_LEAST_ALIKE = 0.35
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r".*?(?:[.;:!?]\s+|\n+|$)", re.DOTALL)


class Change(Words):
    """What became of a piece of text."""

    SAME = "same", "Unchanged"
    REMOVED = "removed", "Removed"
    ADDED = "added", "Added"


@dataclass(frozen=True)
class Piece:
    """A run of text with one fate."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces in reading order; in each place what was removed stands before what was added."""
    return tuple(_gathered(_compare_lines(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def old_text(pieces: Iterable[Piece]) -> str:
    """Return the text before."""
    return "".join(piece.text for piece in pieces if piece.change is not Change.ADDED)


def new_text(pieces: Iterable[Piece]) -> str:
    """Return the text after."""
    return "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED)


def _compare_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for stays, before, after in _blocks(old, new):
        if stays:
            yield Piece(Change.SAME, "".join(before))
        elif len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                yield from _compare_words(one, other)
        else:
            yield from _compare_words("".join(before), "".join(after))


def _compare_words(old: str, new: str) -> Iterator[Piece]:
    """Compare by words; by sentences where that would take too long."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = _SENTENCES.findall(old), _SENTENCES.findall(new)
    found = list(_blocks(before, after))
    same = sum(len(word) for stays, words, _ in found if stays for word in words if not word.isspace())
    if same < _LEAST_ALIKE * min(len(old), len(new)):
        found = [(False, before, after)]
    for stays, left, right in found:
        if stays:
            yield Piece(Change.SAME, "".join(left))
        else:
            yield Piece(Change.REMOVED, "".join(left))
            yield Piece(Change.ADDED, "".join(right))


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield (whether it stayed, items before, items after); too much to compare is one change."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    if start:
        yield True, old[:start], new[:start]
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if len(left) * len(right) > _MOST_PAIRS:
        yield False, left, right
    else:
        for tag, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
            yield tag == "equal", left[a:b], right[c:d]
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many items at the beginning are the same."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _gathered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join changes that only a space parts, so that a phrase reads as one change."""
    same, removed, added, gap = "", "", "", ""
    for piece in pieces:
        if piece.change is Change.SAME:
            if (removed or added) and not gap and piece.text.isspace() and "\n" not in piece.text:
                gap = piece.text
                continue
            yield from _run(removed, added)
            same, removed, added, gap = same + gap + piece.text, "", "", ""
            continue
        yield from _named(Change.SAME, same)
        same, removed, added, gap = "", removed + gap, added + gap, ""
        if piece.change is Change.REMOVED and added.endswith("\n"):
            yield from _run(removed, added)
            removed, added = "", ""
        removed += piece.text if piece.change is Change.REMOVED else ""
        added += piece.text if piece.change is Change.ADDED else ""
    yield from _run(removed, added)
    yield from _named(Change.SAME, same + gap)


def _run(removed: str, added: str) -> Iterator[Piece]:
    yield from _named(Change.REMOVED, removed)
    yield from _named(Change.ADDED, added)


def _named(change: Change, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(change, text)
