"""Which known organisation a typed name means: the same name, an alias, or one like it to be confirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log

MOST_SUGGESTED = 3
_LEAST_ALIKE = 0.3
_MOST_COMPARED = 400
#: How much likelier a member of the partnership is meant.
_NEAR = 0.25
_LONGEST = 160
_LONG_FORMS = {
    "ft": "foundation trust",
    "&": "and",
    "icb": "integrated care board",
    "ccg": "clinical commissioning group",
    "pcc": "police and crime commissioner",
}
#: What is left out of initials: TEWV is Tees, Esk and Wear Valleys NHS Foundation Trust.
_QUIET = {"of", "for", "nhs", "foundation", "trust"}
_TOKENS = re.compile(r"\w+|&")


@dataclass(frozen=True)
class KnownBody:
    """An organisation as it can be meant. ``aliases``: what this partnership's plan calls it.

    ``is_member`` of this partnership; ``is_over``: it has ended.
    """

    pk: int
    name: str
    kind: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    is_member: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class Meant:
    """What a name means: one body for certain, or some that are like it, the likeliest first."""

    certain: KnownBody | None = None
    suggested: tuple[KnownBody, ...] = ()


def folded(name: str) -> str:
    """Return a name without what does not tell organisations apart: case, marks, "the", usual short forms."""
    plain = name[:_LONGEST].casefold().replace("’", "").replace("'", "")
    words = (_LONG_FORMS.get(word, word) for word in _TOKENS.findall(plain))
    return " ".join(word for word in words if word not in ("the", "and"))


class Bodies:
    """The known organisations, ready to be asked many times."""

    def __init__(self, bodies: Iterable[KnownBody]) -> None:
        """Sort them by their names and by what they are called."""
        self.all = list(bodies)
        self.named: dict[str, list[KnownBody]] = defaultdict(list)
        self.called: dict[str, list[KnownBody]] = defaultdict(list)
        for body in self.all:
            self.named[folded(body.name)].append(body)
            words = (*body.aliases, *([body.short_name] if body.is_member else []))
            for word in {folded(word) for word in words} - {""}:
                self.called[word].append(body)
        self.known: dict[str, Meant] = {}

    def knows(self, name: str) -> bool:
        """Answer whether exactly this is an organisation's name, or what the partnership calls one."""
        plain = folded(name)
        return bool(plain) and (plain in self.named or plain in self.called)

    def meant_by(self, name: str) -> Meant:
        """Return what a name means."""
        plain = folded(name)
        if plain not in self.known:
            self.known[plain] = self._meant(plain) if plain else Meant()
        return self.known[plain]

    def _meant(self, plain: str) -> Meant:
        for found in (self.named.get(plain, []), self.called.get(plain, [])):
            here = [body for body in found if body.is_member] or [body for body in found if not body.is_over] or found
            if len(here) == 1 and not here[0].is_over:
                return Meant(here[0])
            if here:
                return Meant(None, tuple(here[:MOST_SUGGESTED]))
        return Meant(None, self._like(plain))

    def _like(self, plain: str) -> tuple[KnownBody, ...]:
        """Return the bodies whose names share most of what is rare in the name."""
        mine = _pieces(plain)
        weight = sum(self._weight(piece) for piece in mine)
        scored = [(-1.0, body.is_over, body.name, body) for body in self._initials.get(_initials_in(plain), ())]
        for at in self._near(mine):
            both = sum(self._weight(piece) for piece in mine & self._pieces_of[at])
            score = max(both / (weight + self._weights[at] - both), 0.5 * both / weight)
            if score >= _LEAST_ALIKE:
                body = self.all[at]
                scored.append((-score - _NEAR * body.is_member, body.is_over, body.name, body))
        ordered = sorted(scored, key=lambda one: one[:3])
        return tuple(dict.fromkeys(one[3] for one in ordered))[:MOST_SUGGESTED]

    def _near(self, mine: frozenset[str]) -> set[int]:
        """Return the places of bodies that share what is rarest in the name, not very many."""
        near: set[int] = set()
        for piece in sorted(mine, key=lambda piece: (len(self._having.get(piece, ())), piece)):
            having = self._having.get(piece, ())
            if near and len(near) + len(having) > _MOST_COMPARED:
                break
            near.update(having)
        return near

    def _weight(self, piece: str) -> float:
        return log(1 + len(self.all) / len(self._having.get(piece, (0,))))

    @cached_property
    def _pieces_of(self) -> list[frozenset[str]]:
        return [_pieces(folded(body.name)) for body in self.all]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        having: dict[str, list[int]] = defaultdict(list)
        for at, pieces in enumerate(self._pieces_of):
            for piece in pieces:
                having[piece].append(at)
        return dict(having)

    @cached_property
    def _weights(self) -> list[float]:
        return [sum(self._weight(piece) for piece in pieces) for pieces in self._pieces_of]

    @cached_property
    def _initials(self) -> dict[str, list[KnownBody]]:
        found: dict[str, list[KnownBody]] = defaultdict(list)
        for body in self.all:
            words = [word for word in folded(body.name).split() if word not in _QUIET]
            if len(words) > 2:
                found["".join(word[0] for word in words)].append(body)
        return dict(found)


def _initials_in(plain: str) -> str:
    return "".join(word for word in plain.split() if word not in _QUIET)


def _pieces(plain: str) -> frozenset[str]:
    """Return the threes of letters in each word, edges marked: a slip of the pen changes few of them."""
    return frozenset(
        padded[at : at + 3] for word in plain.split() for padded in (f" {word} ",) for at in range(len(word))
    )


_KINDS = (
    ("police-and-crime-commissioner", r"crime commissioner|\bpcc\b"),
    ("transport-police", r"transport police"),
    ("police", r"police|constabulary"),
    ("ambulance-trust", r"ambulance"),
    ("fire-and-rescue", r"fire (?:and|&) rescue|fire service"),
    ("clinical-commissioning-group", r"clinical commissioning|\bccg\b"),
    ("integrated-care-board", r"integrated care board|\bicb\b"),
    ("safeguarding-adults-board", r"safeguarding adults?"),
    ("health-and-wellbeing-board", r"health (?:and|&) well-?being board"),
    ("community-safety-partnership", r"community safety"),
    ("healthwatch", r"healthwatch"),
    ("nhs-england-area-team", r"area team"),
    ("nhs-england-region", r"nhs england"),
    ("public-health-england", r"public health england"),
    ("health-education-england", r"health education"),
    ("strategic-authority", r"combined authority"),
    ("mental-health-trust", r"mental health.*trust|partnership.*trust|trust.*mental health"),
    ("acute-trust", r"hospitals?\b|acute|\bnhs (?:foundation )?trust|\bnhs ft\b"),
    ("substance-misuse-provider", r"drug|alcohol|substance|recovery"),
    ("district-council", r"district council"),
    ("local-authority", r"council\b|borough|\bcity of\b"),
    ("housing-provider", r"housing|homes\b"),
    ("primary-care", r"\blmc\b|local medical|general practice|primary care"),
    ("voluntary", r"\bmind\b|samaritans|voluntary|charity|rethink|age uk|cvs\b|trust\b|citizens advice"),
)  # fmt: skip


def likely_kind(name: str) -> str:
    """Return the code of the kind a new organisation's name speaks of; empty where it says nothing."""
    plain = name[:_LONGEST].casefold()
    return next((code for code, words in _KINDS if re.search(words, plain)), "")
