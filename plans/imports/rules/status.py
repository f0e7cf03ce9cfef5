"""How a file shows where an action stands: colours, letters and words, under the file's own legend."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plans.planning.rules.states import Confidence, DeliveryState

#: What a legend says of a mark that says nothing of where an action stands.
NOTHING = "nothing"
COLOURS = ("red", "amber", "green", "blue", "grey")
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
_SAME = {"yellow": "amber", "orange": "amber", "gray": "grey", "gren": "green", "ambre": "amber"}
_COLOUR_WORD = re.compile(r"\b(red|amber|yellow|orange|green|blue|gr[ea]y)\b", re.IGNORECASE)
_ONE_MARK = re.compile(r"\W*(?:rag\W*)?(r|a|g|b|red|amber|yellow|orange|green|blue|gr[ea]y)\W*$", re.IGNORECASE)

_STATES: tuple[tuple[DeliveryState, re.Pattern[str]], ...] = tuple(
    (state, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"))
    for state, words in (
        (
            DeliveryState.MERGED,
            r"merged|combined (?:with|into)|superseded(?: by)?|incorporated into|moved (?:to|into) action",
        ),
        (
            DeliveryState.WITHDRAWN,
            r"withdrawn|removed|dropped|deleted|cancelled|no longer (?:required|needed|relevant|applicable)|abandoned|discontinued",
        ),
        (
            DeliveryState.NOT_STARTED,
            (
                r"not (?:yet )?(?:started|commenced|begun|due)|yet to (?:start|commence|begin)|to (?:start|commence)|new,? not commenced"
                r"|no (?:progress|action)(?: to date| yet)?|planned|not actioned"
            ),
        ),
        (
            DeliveryState.IN_PROGRESS,
            (
                r"in progress|in hand|on[ -]?going|under ?way|started|commenced|(?:partly|partially|part|nearly|almost)[ -]"
                r"(?:complete|completed|achieved|met|done)|being (?:developed|implemented|delivered)|continuing|in train"
            ),
        ),
        (
            DeliveryState.COMPLETE,
            r"(?<!not )(?:completed?|achieved|delivered|done|finished|implemented|closed|fully met|signed off)",
        ),
    )
)
_CONFIDENCES: tuple[tuple[Confidence, re.Pattern[str]], ...] = tuple(
    (confidence, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"))
    for confidence, words in (
        (
            Confidence.OFF_TRACK,
            (
                r"off[ _-]?track|not on track|overdue|delayed|behind(?: schedule)?|slipped|(?:significant|serious)(?:ly)? (?:issues?|risks?|concerns?|delay(?:s|ed)?|behind)"
                r"|priority to improve|missed|major (?:issues?|risks?|delays?)|not achieved|stalled"
            ),
        ),
        (
            Confidence.AT_RISK,
            (
                r"at[ _-]?risk|some (?:issues?|risks?|concerns?|delays?)|issues? or risks?|minor (?:issues?|delays?)|on hold|paused"
                r"|slight(?:ly)? (?:delay(?:ed)?|behind)|concerns?"
            ),
        ),
        (
            Confidence.ON_TRACK,
            r"on[ _-]?track|on target|on schedule|as planned|no (?:issues?|risks?|concerns?)|to plan",
        ),
    )
)
_FINISHED = re.compile(
    r"^\W*(?:(?:the |this )?(?:outcome|action|objective|task|work|target)s?\s*(?:is |are |has been |have been |now |all |fully |:|–|-)*\s*)?"
    r"(?:now |fully |all )?(?:completed?|achieved|delivered|implemented|closed|done|finished)\s*(?:[.;:,!)–-]|$|(?:in|on|since)\s|\d|and\s|[A-Z][a-z]{2,8}\s+(?:20)?\d\d)",
    re.IGNORECASE,
)
_ACHIEVED = re.compile(
    r"^\W*(?:(?i:(?:outcome|action)s?\s*(?:has been |have been |is |are |now |fully |:|–|-)*\s*(?:achieved|completed?|delivered|met))"
    r"|ACHIEVED|COMPLETED?|DONE|(?i:achieved|completed?|done|delivered)\W*$)(?![a-z])"
)
_PAIR = re.compile(
    r"\b(?P<mark>red|amber|yellow|orange|green|blue|gr[ea]y|[RAGB](?=\s*[=:]))\b\s*(?:=|:|–|-|—|means|is|denotes|\()\s*"
    r"(?P<meaning>[^,;.\n)]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Standing:
    """What a mark means. Either may be unknown: the officer is asked."""

    state: DeliveryState | None = None
    confidence: Confidence | None = None


def colour_of(fill: str | None) -> str | None:
    """Return the name a reader gives a background, or None where it is no status colour."""
    if not fill:
        return None
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, strong, bright = colorsys.rgb_to_hsv(red, green, blue)
    degrees = hue * 360
    if strong < 0.12:
        return "grey" if 0.3 < bright < 0.9 else None
    if bright < 0.25:
        return None
    if degrees < 16 or degrees > 340:
        return "red"
    if degrees < 66:
        return "amber"
    if degrees < 170:
        return "green"
    return "blue" if degrees < 260 and strong > 0.3 else None


def mark_of(text: str) -> str | None:
    """Return the colour that a cell's words stand for: "R", "RED", "Amber – in hand"."""
    match = _ONE_MARK.match(text.strip())
    if match:
        return _colour(match[1])
    found = {_colour(word) for word in _COLOUR_WORD.findall(text)}
    return found.pop() if len(found) == 1 and len(text.split()) <= 6 else None


def _colour(word: str) -> str:
    lower = word.lower()
    return _LETTERS.get(lower) or _SAME.get(lower) or lower


def is_colour(text: str) -> bool:
    """Answer whether a cell holds a colour or its letter and nothing else."""
    return bool(_ONE_MARK.match(text.strip()))


def is_mark(text: str) -> bool:
    """Answer whether a cell holds a mark rather than a report."""
    flat = " ".join(text.split())
    if not flat or len(flat) > 40 or len(flat.split()) > 5 or re.search(r"[.;!?]\s", flat):
        return False
    return mark_of(flat) is not None or said(flat) != Standing() or bool(re.fullmatch(r"[✓✔✗xX]", flat))


def said(text: str) -> Standing:
    """Return the state or confidence that plain words name; two states at once name none."""
    lower = " ".join(text.lower().replace("_", " ").split())
    states: list[DeliveryState] = []
    rest = lower
    for state, pattern in _STATES:
        if pattern.search(rest):
            states.append(state)
            rest = pattern.sub(" ", rest)
    confidences: list[Confidence] = []
    words = lower
    for confidence, pattern in _CONFIDENCES:
        if pattern.search(words):
            confidences.append(confidence)
            words = pattern.sub(" ", words)
    if states[:2] == [DeliveryState.MERGED, DeliveryState.WITHDRAWN]:
        states = states[:1]
    if len(states) > 1 or (confidences and set(states) - {DeliveryState.IN_PROGRESS}) or len(confidences) > 1:
        return Standing()
    return Standing(states[0] if states else None, confidences[0] if confidences else None)


def is_undecided(words: str) -> bool:
    """Answer whether a legend leaves open what it means: "on track or complete"."""
    lower = words.lower().replace("_", " ")
    return any(pattern.search(lower) for _, pattern in (*_STATES, *_CONFIDENCES)) and said(words) == Standing()


def meaning_of(words: str) -> Standing:
    """Return what a legend's words mean. A confidence is given to live actions, so it says "in progress" too."""
    standing = said(words)
    if standing.confidence and not standing.state:
        return Standing(DeliveryState.IN_PROGRESS, standing.confidence)
    return standing


def is_finished(text: str) -> bool:
    """Answer whether a report begins by saying that the action is done: "Action complete. Live since May"."""
    return bool(_FINISHED.match(text))


def is_achieved(outcome: str) -> bool:
    """Answer whether an outcome says of itself that it is reached: "OUTCOME ACHIEVED – signed off"."""
    return bool(_ACHIEVED.match(outcome))


def standing_of(mark: str, legend: Mapping[str, str]) -> Standing:
    """Return what a colour means under the legend, or as little as every scheme agrees on without one."""
    if legend.get(mark) == NOTHING:
        return Standing()
    told = meaning_of(legend.get(mark, ""))
    if told != Standing() or is_undecided(legend.get(mark, "")):
        return told
    if mark == "red":
        return Standing(confidence=Confidence.OFF_TRACK)
    if mark == "amber":
        return Standing(confidence=Confidence.AT_RISK)
    if mark == "grey":
        return Standing(DeliveryState.WITHDRAWN)
    return Standing()


def legend_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the legend that a file's own words give: "Key: red = not started, green = completed"."""
    for text in texts:
        pairs = dict(_pairs(text))
        if len(pairs) >= 2:
            return pairs
    return {}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(text):
        meaning = match["meaning"].strip(" –-")
        if meaning and not _COLOUR_WORD.fullmatch(meaning):
            yield _colour(match["mark"]), meaning


def tidy_legend(legend: Mapping[str, str]) -> dict[str, str]:
    """Return a legend somebody gave, its marks named as colours."""
    return {_colour(mark.strip()): meaning for mark, meaning in legend.items()}
