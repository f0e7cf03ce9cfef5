"""Which action of a plan a row means: by its number and by likeness of words. Never two rows to one action."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from concordat.choices import Words

#: From here on two texts are the same action; between the two a person is asked.
SURE, PERHAPS = 0.78, 0.5
#: With the same number less likeness is enough.
SURE_BY_NUMBER, PERHAPS_BY_NUMBER = 0.68, 0.3
#: Two actions that are as like the row as this are both shown: a person tells them apart.
TOO_CLOSE = 0.04
_CANDIDATES = 6
_WORDS_OF_A_TEXT = 60
_WORD = re.compile(r"\w+")


class How(Words):
    """How a row's action was found."""

    ID = "id", "By its id"
    SAME = "same", "By the same words"
    NUMBER = "number", "By its number and its words"
    LIKENESS = "likeness", "By its words"
    PERSON = "person", "By you"


@dataclass(frozen=True)
class Named:
    """Something to be matched: a row or an action, with its printed number and its words."""

    key: int
    number: str
    text: str


@dataclass(frozen=True)
class Match:
    """A row and the action it means. ``unsure``: a person should say whether they are the same."""

    row: int
    action: int
    how: How
    likeness: float
    unsure: bool = False


@dataclass(frozen=True)
class _Pair:
    row: int
    action: int
    score: float
    by_number: bool


def match_rows(rows: Sequence[Named], actions: Sequence[Named]) -> dict[int, Match]:
    """Return the match of each row that has one, by the row's key; each action is in one match at most.

    The same words count first, then the most alike pairs; the printed number tells between equals and helps
    where words were changed.
    """
    found = _same_words(rows, actions)
    taken = {match.action for match in found.values()}
    rows = [one for one in rows if one.key not in found]
    actions = [one for one in actions if one.key not in taken]
    pairs = _pairs(rows, actions)
    rivals = _by_row(pairs)
    pairs.sort(key=lambda pair: (-pair.score - 0.1 * pair.by_number, pair.row, pair.action))
    for pair in pairs:
        if pair.row in found or pair.action in taken:
            continue
        sure, perhaps = (SURE_BY_NUMBER, PERHAPS_BY_NUMBER) if pair.by_number else (SURE, PERHAPS)
        if pair.score < perhaps:
            continue
        unsure = pair.score < sure or (not pair.by_number and _has_rival(pair, rivals[pair.row]))
        how = How.NUMBER if pair.by_number else How.LIKENESS
        found[pair.row] = Match(pair.row, pair.action, how, round(pair.score, 3), unsure)
        taken.add(pair.action)
    return found


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are: 0 for no word in common, 1 for the same words in the same order."""
    return _alike(_words(one), _words(other))


def _same_words(rows: Sequence[Named], actions: Sequence[Named]) -> dict[int, Match]:
    """Pair what says the same; of several that do, those with the same number first, then in order."""
    by_text: dict[str, list[Named]] = defaultdict(list)
    for action in actions:
        by_text[" ".join(_words(action.text))].append(action)
    found: dict[int, Match] = {}
    for by_number in (True, False):
        for row in rows:
            there = by_text.get(" ".join(_words(row.text)), []) if row.key not in found else []
            fitting = [one for one in there if not by_number or _number(one) == _number(row)]
            if fitting:
                there.remove(fitting[0])
                found[row.key] = Match(row.key, fitting[0].key, How.SAME, 1.0)
    return found


def _pairs(rows: Sequence[Named], actions: Sequence[Named]) -> list[_Pair]:
    """Return the pairs worth a look: those that share rare words, and those with one number."""
    words = {action.key: _words(action.text) for action in actions}
    places: dict[str, list[int]] = defaultdict(list)
    numbers: dict[str, list[int]] = defaultdict(list)
    for action in actions:
        for feature in _features(words[action.key]):
            places[feature].append(action.key)
        numbers[_number(action)].append(action.key)
    pairs: list[_Pair] = []
    for row in rows:
        told = _words(row.text)
        numbered = set(numbers.get(_number(row), ()) if _number(row) else ())
        numbered = numbered if len(numbered) <= _CANDIDATES else set()
        for key in numbered | set(_candidates(told, places, len(actions))):
            pairs.append(_Pair(row.key, key, _alike(told, words[key]), key in numbered))
    return pairs


def _candidates(told: Sequence[str], places: Mapping[str, list[int]], total: int) -> list[int]:
    """Return the actions that share most with ``told``; what stands everywhere tells nothing."""
    weights: dict[int, float] = defaultdict(float)
    many = max(25, total // 20)
    shared = sorted((one for one in _features(told) if one in places), key=lambda one: (len(places[one]), one))
    for nth, feature in enumerate(shared):
        there = places[feature]
        if nth >= 2 and len(there) > many:
            break
        for key in there:
            weights[key] += 1 / len(there)
    return heapq.nlargest(_CANDIDATES, weights, key=lambda key: (weights[key], -key))


def _features(words: Sequence[str]) -> set[str]:
    """Return a text's words, and its pairs of neighbours, which tell more."""
    return {*words, *(f"{one} {next_one}" for one, next_one in pairwise(words))}


def _by_row(pairs: Sequence[_Pair]) -> dict[int, list[_Pair]]:
    found: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.row].append(pair)
    return found


def _has_rival(pair: _Pair, others: Sequence[_Pair]) -> bool:
    """Answer whether another action is about as like the row."""
    return any(one.action != pair.action and one.score > pair.score - TOO_CLOSE for one in others)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 0.0
    common = sum((Counter(one) & Counter(other)).values())
    share = 2 * common / (len(one) + len(other))
    if share < PERHAPS_BY_NUMBER:
        return share
    order = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return 0.6 * share + 0.4 * order


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())[:_WORDS_OF_A_TEXT]


def _number(one: Named) -> str:
    return one.number.strip().casefold().strip(".()")
