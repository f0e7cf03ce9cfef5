"""What an officer is asked about a file: what its marks mean, and whom it means by a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plans.imports.rules.status import COLOURS, NOTHING, Standing, is_undecided, meaning_of, standing_of
from plans.planning.rules.states import Confidence, DeliveryState

#: What a mark may mean, in the order in which it is offered. A confidence is given to what is in progress.
MEANINGS: tuple[tuple[str, str], ...] = (
    (DeliveryState.NOT_STARTED.value, "Not started"),
    (DeliveryState.IN_PROGRESS.value, "In progress, and no more is said"),
    (Confidence.ON_TRACK.value, "In progress and on track"),
    (Confidence.AT_RISK.value, "In progress and at risk"),
    (Confidence.OFF_TRACK.value, "In progress and off track"),
    (DeliveryState.COMPLETE.value, "Complete"),
    (DeliveryState.MERGED.value, "Merged into another action"),
    (DeliveryState.WITHDRAWN.value, "Withdrawn"),
    (NOTHING, "Nothing about how far it has come"),
)
_MOST = 20


@dataclass(frozen=True)
class Question:
    """A mark of a file: how many rows have it, what it is taken to mean, and whether somebody said so."""

    mark: str
    count: int
    meaning: str
    agreed: bool

    @property
    def is_colour(self) -> bool:
        """Whether the mark is a colour."""
        return self.mark in COLOURS


def questions_in(reading: Mapping[str, Any]) -> list[Question]:
    """Return the marks of a file, those without an agreed meaning first. Plain words that say it all are no question."""
    legend = reading.get("legend") or {}
    found = [_question(one["mark"], int(one["count"]), legend) for one in reading.get("legend_seen", ())]
    asked = [one for one in found if one.is_colour or one.mark in legend or not one.agreed]
    return sorted(asked, key=lambda one: (one.agreed, -one.count, one.mark))[:_MOST]


def _question(mark: str, count: int, legend: Mapping[str, str]) -> Question:
    told = legend.get(mark, "")
    if told == NOTHING:
        return Question(mark, count, NOTHING, agreed=True)
    if mark in COLOURS:
        standing, agreed = standing_of(mark, legend), bool(told) and not is_undecided(told)
    else:
        standing = meaning_of(told or mark)
        agreed = standing != Standing()
    return Question(mark, count, meaning_value(standing), agreed)


def meaning_value(standing: Standing) -> str:
    """Return the meaning, as offered, that a standing is; nothing where it is unknown."""
    if standing.confidence and standing.state in (None, DeliveryState.IN_PROGRESS):
        return standing.confidence.value
    return standing.state.value if standing.state else ""


@dataclass(frozen=True)
class Word:
    """A word for a leading body, as the file writes it, and in how many rows it stands."""

    written: str
    count: int
