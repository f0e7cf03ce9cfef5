"""Who may update an action, how it may move, and what an update must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from areas.roles.rules import P
from concordat.choices import Words
from plans.planning.rules.states import Confidence, is_live, needs_reason
from plans.planning.rules.states import DeliveryState as D

if TYPE_CHECKING:
    from areas.people.access import Reach


class Hand(Words):
    """In whose hand a move lies."""

    LEAD = "lead", "Whoever leads or supports the action, or an officer"
    OFFICER = "officer", "An officer: it changes what was promised"


#: Who may move an action from a state to a state. Every pair is in the table. Bringing an action
#: back or saying again how it stands is always possible: nothing recorded is ever a dead end.
MOVES: dict[D, dict[D, Hand]] = {
    D.NOT_STARTED: {
        D.NOT_STARTED: Hand.LEAD,
        D.IN_PROGRESS: Hand.LEAD,
        D.COMPLETE: Hand.LEAD,
        D.MERGED: Hand.OFFICER,
        D.WITHDRAWN: Hand.OFFICER,
    },
    D.IN_PROGRESS: {
        D.NOT_STARTED: Hand.LEAD,
        D.IN_PROGRESS: Hand.LEAD,
        D.COMPLETE: Hand.LEAD,
        D.MERGED: Hand.OFFICER,
        D.WITHDRAWN: Hand.OFFICER,
    },
    D.COMPLETE: {
        D.NOT_STARTED: Hand.OFFICER,
        D.IN_PROGRESS: Hand.LEAD,
        D.COMPLETE: Hand.LEAD,
        D.MERGED: Hand.OFFICER,
        D.WITHDRAWN: Hand.OFFICER,
    },
    D.MERGED: {
        D.NOT_STARTED: Hand.OFFICER,
        D.IN_PROGRESS: Hand.OFFICER,
        D.COMPLETE: Hand.OFFICER,
        D.MERGED: Hand.OFFICER,
        D.WITHDRAWN: Hand.OFFICER,
    },
    D.WITHDRAWN: {
        D.NOT_STARTED: Hand.OFFICER,
        D.IN_PROGRESS: Hand.OFFICER,
        D.COMPLETE: Hand.OFFICER,
        D.MERGED: Hand.OFFICER,
        D.WITHDRAWN: Hand.OFFICER,
    },
}


@dataclass(frozen=True)
class ActionFacts:
    """What the rules need to know of an action. ``organisations``: its lead and its partners.

    ``is_replaced``: a newer edition of its plan has been published.
    """

    partnership_id: int
    delivery_state: str
    organisations: frozenset[int] = frozenset()
    is_replaced: bool = False


@dataclass(frozen=True)
class NewUpdate:
    """How somebody says an action stands. ``narrative`` is the sentence anybody may read later."""

    delivery_state: str
    confidence: str = ""
    narrative: str = ""
    reason: str = ""
    merged_into_id: int | None = None
    still_true: bool = False


@dataclass(frozen=True)
class Problem:
    """Something to mend: which field, and what to do about it."""

    field: str
    sentence: str


class UpdateRefused(ValueError):
    """An update does not say what it must, or is not this person's to make."""

    def __init__(self, *problems: Problem) -> None:
        """Keep what is wrong."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


def hand_of(reach: Reach, facts: ActionFacts) -> Hand | None:
    """Return with whose hand the person updates this action; None: not at all, as in a replaced edition."""
    if facts.is_replaced:
        return None
    if reach.may(P.UPDATE_ACTIONS, partnership_id=facts.partnership_id):
        return Hand.OFFICER
    if reach.contributes_for(facts.partnership_id) & facts.organisations:
        return Hand.LEAD
    return None


def may_update(reach: Reach, facts: ActionFacts) -> bool:
    """Answer whether the person may say how the action stands.

    Officers may for every action of their partnership, contributors for those that their
    organisation leads or supports, as long as somebody of their kind may move it from its state.
    """
    hand = hand_of(reach, facts)
    return hand is not None and bool(states_from(facts.delivery_state, hand))


def states_from(state: str, hand: Hand) -> tuple[D, ...]:
    """Return the states into which ``hand`` may move an action from ``state``, itself included."""
    return tuple(to for to, needed in MOVES[D(state)].items() if hand is Hand.OFFICER or needed is hand)


def problems_in(update: NewUpdate, *, now: str, hand: Hand) -> tuple[Problem, ...]:
    """Return what has to be mended before the update is recorded; ``now`` is the present state."""
    found = []
    if update.delivery_state not in states_from(now, hand):
        found.append(Problem("delivery_state", "Select a delivery state from the list"))
        return tuple(found)
    found += _confidence_problems(update)
    if update.delivery_state == D.MERGED and update.merged_into_id is None:
        found.append(Problem("merged_into", "Select the action into which this one was merged"))
    if not update.narrative.strip() and not update.still_true:
        found.append(Problem("narrative", _ask(update, now)))
    return tuple(found)


def _confidence_problems(update: NewUpdate) -> list[Problem]:
    if update.confidence and update.confidence not in Confidence.values():
        return [Problem("confidence", "Select a confidence from the list")]
    if update.delivery_state == D.IN_PROGRESS and not update.confidence and not update.still_true:
        return [Problem("confidence", "Select how confident you are that it will be done in time")]
    if update.confidence and not is_live(update.delivery_state):
        return [Problem("confidence", "Leave confidence empty: it belongs to actions still to be done")]
    if needs_reason(update.confidence) and not update.reason.strip():
        word = Confidence(update.confidence).label.lower()
        return [Problem("reason", f"Enter why the action is {word}, and what would help")]
    return []


def _ask(update: NewUpdate, now: str) -> str:
    if update.delivery_state == D.WITHDRAWN and now != D.WITHDRAWN:
        return "Enter why the action was withdrawn"
    return "Enter a sentence on what has been done"
