"""The four steps of the national form: what each asks, what is done, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from areas.declarations.rules.agreement import SignatoryRole
from areas.declarations.rules.waiting import Decision, Fate, Judged, Line
from concordat.choices import Words

#: What is endorsed in the last step.
ENDORSEMENT = (
    "The signatories commit themselves to improve together and go on improving, "
    "and this declaration meets the national commitments"
)


class Step(Words):
    """The steps in their order."""

    ORGANISATION = "organisation", "Your organisation"
    GROUP = "group", "Group and areas"
    OTHERS = "others", "Other organisations"
    CHECK = "check", "Check and endorse"


class Progress(Words):
    """How far a step has come."""

    TODO = "todo", "Not started"
    BEGUN = "begun", "Not finished"
    DONE = "done", "Done"


@dataclass(frozen=True)
class OwnOrganisation:
    """Step 1: the officer's own organisation, known or new, and the post of the person who signs for it."""

    organisation_id: int | None = None
    new_name: str = ""
    new_kind_id: int | None = None
    post: str = ""

    @property
    def is_named(self) -> bool:
        """Answer whether it is known which organisation it is."""
        return bool(self.organisation_id or (self.new_name and self.new_kind_id))

    def line(self) -> Line | None:
        """Return it as the line that stands before those of the list; None while it is not named."""
        if not self.is_named:
            return None
        decision = Decision.KNOWN if self.organisation_id else Decision.NEW
        return Line(
            0, 0, self.new_name, decision, self.organisation_id, self.new_kind_id, SignatoryRole.SIGNATORY, self.post
        )


@dataclass(frozen=True)
class GroupAndText:
    """Step 2: that the group and its areas are right, what was agreed, and when it was signed."""

    is_right: bool = False
    text: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Drafted:
    """All that was typed so far. ``others_done``: the person said that the list of others is complete."""

    own: OwnOrganisation
    group: GroupAndText
    others_done: bool = False


Part = OwnOrganisation | GroupAndText | bool


def part_of(drafted: Drafted, step: Step) -> Part:
    """Return what one step asks."""
    parts: dict[Step, Part] = {
        Step.ORGANISATION: drafted.own,
        Step.GROUP: drafted.group,
        Step.OTHERS: drafted.others_done,
    }
    return parts[step]


def seal(part: Part) -> str:
    """Return a word that is the same while a step says the same: a page carries it to say what it was drawn from."""
    return sha256(repr(part).encode()).hexdigest()[:32]


def missing_in(drafted: Drafted, judged: Sequence[Judged]) -> dict[Step, list[str]]:
    """Return for each step what is still to do, as sentences; ``judged``: the lines of the list."""
    own, group = drafted.own, drafted.group
    asks = sum(one.fate is Fate.ASK for one in judged)
    return {
        Step.ORGANISATION: [] if own.is_named else ["Say which organisation is yours"],
        Step.GROUP: [
            *([] if group.is_right else ["Confirm your group and its areas"]),
            *([] if group.text.strip() else ["Enter the agreed text"]),
            *([] if group.signed_on else ["Enter the date it was signed"]),
        ],
        Step.OTHERS: [
            *([f"Answer {asks} {'line' if asks == 1 else 'lines'} of the list"] if asks else []),
            *([] if drafted.others_done else ["Say that the other organisations are complete"]),
        ],
    }


def progress_of(drafted: Drafted, judged: Sequence[Judged]) -> dict[Step, Progress]:
    """Return how far each step has come; the last is never done, for then it is no draft any more."""
    missing = missing_in(drafted, judged)
    begun = {
        Step.ORGANISATION: drafted.own != OwnOrganisation(),
        Step.GROUP: drafted.group != GroupAndText(),
        Step.OTHERS: bool(judged) or drafted.others_done,
    }
    told = {
        step: Progress.DONE if not wants else Progress.BEGUN if begun[step] else Progress.TODO
        for step, wants in missing.items()
    }
    return told | {Step.CHECK: Progress.TODO}
