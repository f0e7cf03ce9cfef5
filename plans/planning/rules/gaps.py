"""What a plan covers and what it could still cover: advice, never a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
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
    """An action as the page sees it; ``words`` is all its text, ``kinds`` those of its lead and its partners."""

    id: int
    number: str
    text: str
    words: str
    age_group: str
    delivery_state: str
    standards: frozenset[int]
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Cover:
    """A standard with the actions that help to meet it."""

    standard: StandardInView
    actions: tuple[ActionInView, ...]

    @property
    def complete(self) -> int:
        """How many of its actions are complete."""
        return sum(action.delivery_state == DeliveryState.COMPLETE for action in self.actions)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be done for it: a place to think about what comes next."""
        return bool(self.actions) and self.complete == len(self.actions)


@dataclass(frozen=True)
class Advice:
    """One thing a strong plan has: whether this one has it, in which actions, and what to think about."""

    title: str
    found: bool
    words: str
    actions: tuple[ActionInView, ...] = ()


@dataclass(frozen=True)
class Gaps:
    """Standards with their actions, the actions without a standard, and advice."""

    covers: tuple[Cover, ...]
    unlinked: tuple[ActionInView, ...]
    advice: tuple[Advice, ...]
    total: int
    ages: tuple[tuple[str, int], ...] = ()

    @property
    def open(self) -> tuple[Cover, ...]:
        """The standards without an action."""
        return tuple(cover for cover in self.covers if not cover.actions)

    @property
    def covered(self) -> int:
        """How many standards have an action."""
        return len(self.covers) - len(self.open)


def gaps_in(standards: Sequence[StandardInView], actions: Sequence[ActionInView]) -> Gaps:
    """Lay standards beside actions, and say which marks of a strong plan are there."""
    return Gaps(
        covers=tuple(Cover(one, tuple(a for a in actions if one.id in a.standards)) for one in standards),
        unlinked=tuple(action for action in actions if not action.standards),
        advice=(_children(actions), _older(actions), _lived(actions), _voluntary(actions), _together(actions)),
        total=len(actions),
        ages=_ages(actions),
    )


def _children(actions: Sequence[ActionInView]) -> Advice:
    return _advice(
        "Children and young people",
        _for_ages(actions, AgeGroup.CHILDREN, _CHILDREN),
        "Children and young people have a part in the plan.",
        "No action speaks of children and young people yet. Many areas found this part hard: your CAMHS "
        "provider and children’s services may already have something under way that belongs here.",
    )


def _older(actions: Sequence[ActionInView]) -> Advice:
    return _advice(
        "Older people",
        _for_ages(actions, AgeGroup.OLDER, _OLDER),
        "Older people have a part in the plan.",
        "No action speaks of older people yet. Could one of your actions say that it is for all ages?",
    )


def _lived(actions: Sequence[ActionInView]) -> Advice:
    return _advice(
        "People with lived experience, and carers",
        tuple(one for one in actions if one.kinds & _LIVED_KINDS or _LIVED.search(one.words)),
        "People with lived experience or carers have a part in the plan.",
        "Strong plans are shaped with people who have been in a crisis and those who care for them. Is there a "
        "local group that could look at the plan with you?",
    )


def _voluntary(actions: Sequence[ActionInView]) -> Advice:
    return _advice(
        "Voluntary and community organisations",
        tuple(one for one in actions if one.kinds & _VOLUNTARY_KINDS or _VOLUNTARY.search(one.words)),
        "Voluntary or community organisations have a part in the plan.",
        "No voluntary or community organisation leads or supports an action yet. A local Mind, Samaritans branch "
        "or crisis café may be glad to be asked.",
    )


def _together(actions: Sequence[ActionInView]) -> Advice:
    return _advice(
        "Working across organisations",
        tuple(one for one in actions if len(one.kinds) > 1),
        "Organisations of different kinds work together on actions.",
        "No action names a supporting partner of another kind yet. Who already helps with one of these, "
        "and could be named beside its lead?",
    )


def _advice(title: str, actions: tuple[ActionInView, ...], there: str, to_think: str) -> Advice:
    return Advice(title, bool(actions), there if actions else to_think, actions)


def _for_ages(actions: Sequence[ActionInView], group: AgeGroup, words: re.Pattern[str]) -> tuple[ActionInView, ...]:
    """Return the actions for an age group: those that say so, or are for all ages, or speak of it."""
    return tuple(one for one in actions if one.age_group in (group, AgeGroup.ALL_AGES) or words.search(one.words))


def _ages(actions: Sequence[ActionInView]) -> tuple[tuple[str, int], ...]:
    """Return for whom the actions say they are, and how many say it; the last is those that do not say."""
    said = Counter(action.age_group for action in actions)
    return (*((group.label, said[group.value]) for group in AgeGroup), ("Not said", said[""]))
