"""What a plan covers and what it could still cover: advice, never a mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from plans.planning.rules.states import AgeGroup, DeliveryState

_LIVED = re.compile(
    r"lived experience|service[ -]users?|experts? by experience|co-?produc|carers?\b|peer support|survivors?\b",
    re.IGNORECASE,
)
_VOLUNTARY = re.compile(
    r"voluntary|third[ -]sector|charit(?:y|ies)|\bVCSE?\b|\bVCFSE\b|social enterprise|community sector|\bMind\b|Samaritans",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"child|young people|under[ -]18|CAMHS|\bCYP|adolescen|school", re.IGNORECASE)
_OLDER = re.compile(r"older (?:people|adults)|dementia|later life", re.IGNORECASE)
_VOLUNTARY_KINDS = frozenset({"voluntary", "crisis-alternative-provider"})
_LIVED_KINDS = frozenset({"lived-experience-group", "healthwatch"})


@dataclass(frozen=True)
class StandardInView:
    """A standard as the page shows it."""

    id: int
    code: str
    title: str
    section: str
    framework: str
    framework_slug: str


@dataclass(frozen=True)
class ActionInView:
    """An action as the page sees it; ``words`` is all its text."""

    id: int
    number: str
    text: str
    words: str
    age_group: str
    delivery_state: str
    standards: frozenset[int]


@dataclass(frozen=True)
class Cover:
    """A standard with the actions that help to meet it."""

    standard: StandardInView
    actions: tuple[ActionInView, ...]

    @property
    def complete(self) -> int:
        """How many of its actions are complete."""
        return sum(action.delivery_state == DeliveryState.COMPLETE for action in self.actions)


@dataclass(frozen=True)
class Advice:
    """One thing a strong plan has: whether this one has it, and what to think about."""

    title: str
    found: bool
    words: str


@dataclass(frozen=True)
class Gaps:
    """Standards with their actions, the actions without a standard, and advice."""

    covers: tuple[Cover, ...]
    unlinked: tuple[ActionInView, ...]
    advice: tuple[Advice, ...]
    total: int

    @property
    def open(self) -> tuple[Cover, ...]:
        """The standards without an action."""
        return tuple(cover for cover in self.covers if not cover.actions)

    @property
    def covered(self) -> int:
        """How many standards have an action."""
        return len(self.covers) - len(self.open)


def gaps_in(standards: Sequence[StandardInView], actions: Sequence[ActionInView], kinds: Collection[str]) -> Gaps:
    """Lay standards beside actions. ``kinds``: codes of the kinds of the bodies at work in the plan."""
    return Gaps(
        covers=tuple(Cover(one, tuple(a for a in actions if one.id in a.standards)) for one in standards),
        unlinked=tuple(action for action in actions if not action.standards),
        advice=(*_ages(actions), _lived(actions, kinds), _voluntary(actions, kinds)),
        total=len(actions),
    )


def _ages(actions: Sequence[ActionInView]) -> tuple[Advice, Advice]:
    said = {action.age_group for action in actions}
    everyone = AgeGroup.ALL_AGES in said
    children = everyone or AgeGroup.CHILDREN in said or _told(_CHILDREN, actions)
    older = everyone or AgeGroup.OLDER in said or _told(_OLDER, actions)
    return (
        Advice(
            "Children and young people",
            children,
            "At least one action is for children and young people."
            if children
            else "No action speaks of children and young people yet. Many areas found this part hard: your CAMHS "
            "provider and children’s services may already have something under way that belongs here.",
        ),
        Advice(
            "Older people",
            older,
            "At least one action is for older people."
            if older
            else "No action speaks of older people yet. Could one of your actions say that it is for all ages?",
        ),
    )


def _lived(actions: Sequence[ActionInView], kinds: Collection[str]) -> Advice:
    found = bool(_LIVED_KINDS & set(kinds)) or _told(_LIVED, actions)
    return Advice(
        "People with lived experience, and carers",
        found,
        "People with lived experience or carers have a part in the plan."
        if found
        else "Strong plans are shaped with people who have been in a crisis and those who care for them. Is there a "
        "local group that could look at the plan with you?",
    )


def _voluntary(actions: Sequence[ActionInView], kinds: Collection[str]) -> Advice:
    found = bool(_VOLUNTARY_KINDS & set(kinds)) or _told(_VOLUNTARY, actions)
    return Advice(
        "Voluntary and community organisations",
        found,
        "Voluntary or community organisations have a part in the plan."
        if found
        else "No voluntary or community organisation leads or supports an action yet. A local Mind, Samaritans branch "
        "or crisis café may be glad to be asked.",
    )


def _told(pattern: re.Pattern[str], actions: Sequence[ActionInView]) -> bool:
    return any(pattern.search(action.words) for action in actions)
