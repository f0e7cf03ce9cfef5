"""The way of a plan from draft to published, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from areas.roles.rules import P
from concordat.choices import Words
from plans.planning.rules.states import WorkflowState as W


class Move(Words):
    """A step somebody takes with a plan."""

    SUBMIT = "submit", "Submit the plan"
    TAKE_BACK = "take_back", "Take the plan back"
    RETURN = "return", "Return with suggestions"
    APPROVE = "approve", "Approve the plan"
    PUBLISH = "publish", "Publish the plan"
    REFRESH = "refresh", "Begin the refresh"


#: Who may take a step. An officer submits, a regional lead answers, an area lead publishes.
PERMISSION_FOR: dict[Move, P] = {
    Move.SUBMIT: P.SUBMIT_PLAN,
    Move.TAKE_BACK: P.SUBMIT_PLAN,
    Move.RETURN: P.REVIEW_PLAN,
    Move.APPROVE: P.REVIEW_PLAN,
    Move.PUBLISH: P.PUBLISH_PLAN,
    Move.REFRESH: P.PUBLISH_PLAN,
}

#: Where each step leads from each state; ``None``: not from here. Every pair is in the table. The refresh
#: of a published plan is an edition of its own, a draft that goes the whole way again; the plan that is
#: being refreshed waits as it is.
WORKFLOW: dict[W, dict[Move, W | None]] = {
    W.DRAFT: {
        Move.SUBMIT: W.SUBMITTED,
        Move.TAKE_BACK: None,
        Move.RETURN: None,
        Move.APPROVE: None,
        Move.PUBLISH: None,
        Move.REFRESH: None,
    },
    W.SUBMITTED: {
        Move.SUBMIT: None,
        Move.TAKE_BACK: W.DRAFT,
        Move.RETURN: W.RETURNED,
        Move.APPROVE: W.APPROVED,
        Move.PUBLISH: None,
        Move.REFRESH: None,
    },
    W.RETURNED: {
        Move.SUBMIT: W.SUBMITTED,
        Move.TAKE_BACK: None,
        Move.RETURN: None,
        Move.APPROVE: None,
        Move.PUBLISH: None,
        Move.REFRESH: None,
    },
    W.APPROVED: {
        Move.SUBMIT: None,
        Move.TAKE_BACK: W.DRAFT,
        Move.RETURN: W.RETURNED,
        Move.APPROVE: None,
        Move.PUBLISH: W.PUBLISHED,
        Move.REFRESH: None,
    },
    W.PUBLISHED: {
        Move.SUBMIT: None,
        Move.TAKE_BACK: None,
        Move.RETURN: None,
        Move.APPROVE: None,
        Move.PUBLISH: None,
        Move.REFRESH: W.REFRESH_DUE,
    },
    W.REFRESH_DUE: {
        Move.SUBMIT: None,
        Move.TAKE_BACK: None,
        Move.RETURN: None,
        Move.APPROVE: None,
        Move.PUBLISH: None,
        Move.REFRESH: W.REFRESH_DUE,
    },
}

#: Steps towards being published; an empty plan cannot take them.
_NEED_ACTIONS = frozenset({Move.SUBMIT, Move.APPROVE, Move.PUBLISH})


@dataclass(frozen=True)
class PlanFacts:
    """What the rules need to know of a plan. ``actions``: those neither merged nor withdrawn.

    ``next_edition``: the number of the edition that refreshes it, 0 where none was begun.
    """

    state: str
    actions: int
    next_edition: int = 0


class MoveRefused(ValueError):
    """The step cannot be taken; the words say why and what to do."""


def next_state(state: str, move: Move) -> W | None:
    """Return where ``move`` leads from ``state``, or None where it cannot be taken."""
    return WORKFLOW[W(state)][move]


def moves_from(state: str) -> tuple[Move, ...]:
    """Return the steps that can be taken from ``state``."""
    return tuple(move for move in Move if next_state(state, move))


def leads_on(move: Move) -> bool:
    """Answer whether a step brings the plan nearer to being published."""
    return move in _NEED_ACTIONS


def slug_of(move: Move) -> str:
    """Return the step as a part of an address."""
    return move.value.replace("_", "-")


def needs_comment(move: Move) -> bool:
    """Answer whether a step must say something: a plan goes back with suggestions only."""
    return move is Move.RETURN


def why_not(facts: PlanFacts, move: Move) -> str:
    """Return why the step cannot be taken, whatever is said with it; empty when it can."""
    if facts.next_edition:
        return f"Edition {facts.next_edition} of this plan has been begun. Go on there"
    if next_state(facts.state, move) is None:
        return f"This cannot be done now: the plan is “{W(facts.state).label.lower()}”"
    if move in _NEED_ACTIONS and facts.actions == 0:
        return "The plan has no actions yet. Add or bring in at least one first"
    return ""


def check_move(facts: PlanFacts, move: Move, comment: str) -> W:
    """Return where the step leads.

    Raises:
        MoveRefused: not from this state, the plan is empty, or a comment is missing.
    """
    to = next_state(facts.state, move)
    reason = why_not(facts, move)
    if to is None or reason:
        raise MoveRefused(reason)
    if needs_comment(move) and not comment.strip():
        raise MoveRefused("Enter what you suggest")
    return to
