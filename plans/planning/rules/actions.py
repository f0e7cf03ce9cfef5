"""What an action needs before it may enter a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from plans.planning.rules.states import (
    AgeGroup,
    Confidence,
    DeliveryState,
    is_live,
    needs_reason,
)


@dataclass(frozen=True)
class NewAction:
    """An action as somebody wants it. ``timescale`` is the text as typed, ``theme`` a title.

    Ids that are not known are refused by the database; a lead named among the partners too is
    kept as lead only.
    """

    text: str
    number: str = ""
    outcome: str = ""
    indicator: str = ""
    timescale: str = ""
    heading: str = ""
    theme: str = ""
    theme_number: str = ""
    lead_id: int | None = None
    lead_text: str = ""
    partner_ids: tuple[int, ...] = ()
    standard_ids: tuple[int, ...] = ()
    named_post: str = ""
    age_group: str = ""
    delivery_state: str = DeliveryState.NOT_STARTED
    confidence: str = ""
    reason: str = ""
    progress: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Problem:
    """Something to mend: which field, and what to do about it."""

    field: str
    sentence: str


class ActionRefused(ValueError):
    """An action cannot be taken in. ``position`` counts from 0 where several were given."""

    def __init__(self, problems: tuple[Problem, ...], position: int = 0) -> None:
        """Keep what is wrong and with which of the actions."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems
        self.position = position


#: The longest text each short field holds, in characters, with its name on screen.
MOST_LETTERS: dict[str, tuple[int, str]] = {
    "number": (20, "Number"),
    "heading": (200, "Sub-heading"),
    "theme": (200, "Theme"),
    "theme_number": (20, "Number of the theme"),
    "lead_text": (400, "Lead as written"),
    "named_post": (120, "Named post"),
    "text": (4000, "Action"),
    "outcome": (4000, "Outcome"),
    "indicator": (2000, "Measure"),
    "timescale": (1000, "Timescale"),
    "reason": (2000, "Reason"),
    "progress": (10000, "Progress"),
}
#: What an officer may change in an action; state and confidence move by updates.
EDITABLE = (
    "number",
    "text",
    "outcome",
    "indicator",
    "timescale",
    "heading",
    "theme",
    "lead_id",
    "lead_text",
    "partner_ids",
    "standard_ids",
    "named_post",
    "age_group",
)


def settled(action: NewAction) -> NewAction:
    """Return the action tidied: outer blanks gone, no lead among its partners, each id once.

    The timescale keeps every letter as typed.
    """
    values = vars(action)
    tidy: dict[str, Any] = {
        name: value.strip() for name, value in values.items() if isinstance(value, str) and name != "timescale"
    }
    partners = tuple(dict.fromkeys(p for p in action.partner_ids if p != action.lead_id))
    tidy |= {"partner_ids": partners, "standard_ids": tuple(dict.fromkeys(action.standard_ids))}
    return replace(action, **tidy)


def problems_in(action: NewAction) -> tuple[Problem, ...]:
    """Return what has to be mended before the action may enter a plan; empty is good."""
    return (*_text_problems(vars(action)), *_word_problems(action), *_state_problems(action))


def check_action(action: NewAction, position: int = 0) -> None:
    """Let a sound action through.

    Raises:
        ActionRefused: with what has to be mended.
    """
    if problems := problems_in(action):
        raise ActionRefused(problems, position)


def _text_problems(values: Mapping[str, Any]) -> list[Problem]:
    found = [] if str(values["text"]).strip() else [Problem("text", "Enter what will be done")]
    for name, (most, label) in MOST_LETTERS.items():
        text = str(values[name])
        if len(text) > most:
            advice = f"{label} must be {most} characters or fewer. It has {len(text)}"
            found.append(Problem(name, advice))
        if "\x00" in text:
            found.append(Problem(name, f"Remove the characters that cannot be shown from: {label}"))
    return found


def _word_problems(action: NewAction) -> list[Problem]:
    known = (
        ("age_group", action.age_group, AgeGroup.values(), "Select an age group from the list"),
        ("confidence", action.confidence, Confidence.values(), "Select a confidence from the list"),
    )
    found = [Problem(name, advice) for name, value, values, advice in known if value and value not in values]
    if action.delivery_state not in DeliveryState.values():
        found.append(Problem("delivery_state", "Select a delivery state from the list"))
    return found


def _state_problems(action: NewAction) -> list[Problem]:
    found = []
    if action.confidence and not is_live(action.delivery_state):
        found.append(Problem("confidence", "Leave confidence empty: it belongs to actions still to be done"))
    if needs_reason(action.confidence) and not action.reason.strip():
        found.append(Problem("reason", "Enter why the action is not on track"))
    return found
