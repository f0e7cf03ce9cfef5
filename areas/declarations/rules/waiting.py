"""Lines of a list that wait to be recorded: what each will do, and what still has to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from areas.declarations.rules.agreement import SignatoryRole, Signature, names_a_person
from areas.declarations.rules.likeness import folded
from concordat.choices import Words

LONGEST_NAME, LONGEST_POST = 160, 120


class Decision(Words):
    """Which organisation a line means."""

    OPEN = "open", "Not answered yet"
    KNOWN = "known", "An organisation in the list of organisations"
    NEW = "new", "A new organisation"
    OUT = "out", "Left out"


class Fate(Words):
    """What a line will do when the list is recorded."""

    ASK = "ask", "Needs your answer"
    ADD = "add", "Will be added"
    NEW = "new", "Will be added as a new organisation"
    CHANGE = "change", "Will change what is recorded"
    SAME = "same", "Recorded already"
    DOUBLE = "double", "Same as another line"
    OUT = "out", "Left out"


#: Fates after which something is different.
WRITES = frozenset({Fate.ADD, Fate.NEW, Fate.CHANGE})


@dataclass(frozen=True)
class Line:
    """A line as it stands now. Without ``role``, ``post`` or ``day`` the list says nothing about it."""

    pk: int
    position: int
    name: str
    decision: Decision
    organisation_id: int | None = None
    kind_id: int | None = None
    role: SignatoryRole | None = None
    post: str = ""
    day: date | None = None
    day_text: str = ""

    @property
    def body(self) -> tuple[str, object]:
        """What tells the organisation apart from those of other lines."""
        if self.decision is Decision.KNOWN:
            return "known", self.organisation_id
        return "new", (folded(self.name), self.kind_id)

    def over(self, standing: Signature | None, day: date | None) -> Signature:
        """Return the signature after this line; ``day`` stands where neither says when."""
        base = standing or Signature(SignatoryRole.SIGNATORY, "", day)
        return Signature(self.role or base.role, self.post or base.post, self.day or base.signed_on)


@dataclass(frozen=True)
class Reading:
    """How a person says a line is to be read: what it means, and what stands in it."""

    decision: Decision
    name: str
    organisation_id: int | None = None
    kind_id: int | None = None
    role: str = ""
    post: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """A line, what it will do, and why (a sentence, where there is something to say)."""

    line: Line
    fate: Fate
    why: str = ""
    signature: Signature | None = None


def judge(
    lines: Sequence[Line], standing: Mapping[int, Signature], today: date, day: date | None = None
) -> list[Judged]:
    """Return what each line will do, in their order.

    ``standing``: the signatures in force by organisation; ``day``: when the declaration was signed.
    """
    seen: dict[tuple[str, object], Line] = {}
    judged: list[Judged] = []
    for line in lines:
        one = _alone(line, standing, today, day)
        if one.fate in WRITES or one.fate is Fate.SAME:
            first = seen.setdefault(line.body, line)
            if first is not line:
                one = _again(one, first)
        judged.append(one)
    return judged


def _alone(line: Line, standing: Mapping[int, Signature], today: date, day: date | None) -> Judged:
    if line.decision is Decision.OUT:
        return Judged(line, Fate.OUT)
    if wrong := problem_of(line, today):
        return Judged(line, Fate.ASK, wrong)
    now = standing.get(line.organisation_id) if line.organisation_id else None
    then = line.over(now, day)
    if line.decision is Decision.NEW:
        return Judged(line, Fate.NEW, signature=then)
    if now is None:
        return Judged(line, Fate.ADD, signature=then)
    if now == then:
        return Judged(line, Fate.SAME, signature=then)
    return Judged(line, Fate.CHANGE, signature=then)


def _again(one: Judged, first: Line) -> Judged:
    """Judge a line whose organisation stands in an earlier one; position 0 is one's own, from the first step."""
    if first.position == 0:
        return Judged(
            one.line, Fate.DOUBLE, "This is your own organisation: it stands as you wrote it in the first step."
        )
    mine, theirs = (replace(line, pk=0, position=0, name="", day_text="") for line in (one.line, first))
    if mine == theirs:
        return Judged(one.line, Fate.DOUBLE, f"It says the same as line {first.position}, so it counts once.")
    return Judged(one.line, Fate.ASK, f"The organisation stands in line {first.position} too. Leave one of them out.")


def problem_of(line: Line, today: date) -> str:
    """Return what keeps a line from being recorded, as a sentence; empty is good."""
    if line.decision is Decision.OPEN:
        return "Which organisation is this?" if line.name else "No organisation was found in this line."
    if line.day_text:
        return f"The date “{line.day_text[:40]}” cannot be read as a day. Enter the day, or leave it empty."
    if line.day and line.day > today:
        return "The date signed must be today or earlier."
    if names_a_person(line.post):
        return "Take the person’s name out of the post: everybody can read it."
    if len(line.post) > LONGEST_POST:
        return f"Shorten the post to {LONGEST_POST} letters or fewer."
    if line.decision is Decision.NEW and len(line.name) > LONGEST_NAME:
        return f"Shorten the name to {LONGEST_NAME} letters or fewer."
    return ""


def counts(judged: Iterable[Judged]) -> dict[Fate, int]:
    """Return how many lines there are of each fate, all fates named."""
    found = dict.fromkeys(Fate, 0)
    for one in judged:
        found[one.fate] += 1
    return found
