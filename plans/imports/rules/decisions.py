"""What a person decides about the rows of a difference, and how a page sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from concordat.choices import Words
from plans.imports.rules.difference import AbsentDecision, Decision

#: Whether a row is brought in, as a page says it.
IN, OUT = "Bring it in", "Leave it out"
_MOST = 1000
_W = TypeVar("_W", bound=Words)


@dataclass(frozen=True)
class Decisions:
    """What was decided. Keys are positions of rows, and ids of actions that the file does not name.

    ``include``: whether the row is brought in; ``conflicts``: whose text stands; ``same``: whether a row is
    the action we think it is; ``absent``: what becomes of an action. ``seen``: what the page showed when they
    chose, in words under "in-3", "conflict-3" or "gone-17".
    """

    include: Mapping[int, bool] = field(default_factory=dict)
    conflicts: Mapping[int, Decision] = field(default_factory=dict)
    same: Mapping[int, bool] = field(default_factory=dict)
    absent: Mapping[int, AbsentDecision] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Disagreement:
    """Two people decided the same thing differently: what it is about, and what each chose, in words."""

    about: str
    theirs: str
    mine: str

    def __str__(self) -> str:
        return f"{self.about}: they chose “{self.theirs}”, you chose “{self.mine}”"


def settled(
    name: str,
    mine: Mapping[int, str],
    now: Mapping[int, str],
    seen: Mapping[str, str],
    about: Mapping[int, str] | None = None,
) -> tuple[dict[int, str], list[Disagreement]]:
    """Return which of my choices are to be written, and on which somebody else decided otherwise meanwhile.

    ``mine`` and ``now`` hold the words of a choice by its key, ``seen`` what the page showed, under ``name`` and the
    key. What I left as I had seen it is not written; without ``seen`` all is. ``about`` names what is no row.
    """
    written, disagreed = {}, []
    for key, wanted in mine.items():
        was, stored = seen.get(f"{name}-{key}"), now.get(key, "")
        if wanted in (was, stored):
            continue
        if was is None or stored == was:
            written[key] = wanted
        else:
            disagreed.append(Disagreement((about or {}).get(key, f"Row {key}"), stored or "Not decided", wanted))
    return written, disagreed


class Show(Words):
    """Which rows of a difference a page shows."""

    CHANGES = "changes", "All that is different"
    UNSURE = "unsure", "The same action?"
    CONFLICT = "conflict", "Conflicts"
    CHANGED = "changed", "Changed"
    NEW = "new", "New"
    ABSENT = "absent", "Not in the file"
    UNCHANGED = "unchanged", "Unchanged"


def read_decisions(sent: Mapping[str, Sequence[str]]) -> Decisions:
    """Read what a page of rows sends; what is not understood is passed over.

    ``row`` and ``gone`` name what was on the page, so that an empty box is told from a row that was not there.
    """
    places = _numbers(sent.get("row", ()))
    return Decisions(
        {place: f"in-{place}" in sent for place in places},
        _chosen(Decision, sent, "conflict", places),
        {place: sent[f"same-{place}"][-1] == "yes" for place in places if _answered(sent, place)},
        _chosen(AbsentDecision, sent, "gone", _numbers(sent.get("gone", ()))),
        {name.removeprefix("was-"): texts[-1] for name, texts in sent.items() if name.startswith("was-") and texts},
    )


def _answered(sent: Mapping[str, Sequence[str]], place: int) -> bool:
    return bool(sent.get(f"same-{place}")) and sent[f"same-{place}"][-1] in ("yes", "no")


def _chosen(words: type[_W], sent: Mapping[str, Sequence[str]], name: str, places: Sequence[int]) -> dict[int, _W]:
    found = {place: (sent.get(f"{name}-{place}") or [""])[-1] for place in places}
    return {place: words(value) for place, value in found.items() if value in words.values()}


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts[:_MOST] if text.isascii() and text.isdigit() and len(text) < 10]
