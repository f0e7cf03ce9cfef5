"""What a column means, told from the words at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from concordat.choices import Words


class Meaning(Words):
    """What a column of a plan holds."""

    NUMBER = "number", "Number"
    ACTION = "action", "Action"
    TIMESCALE = "timescale", "Timescale"
    START = "start", "Start"
    LEAD = "lead", "Led by"
    PARTNERS = "partners", "Partners"
    OUTCOME = "outcome", "Outcome"
    INDICATOR = "indicator", "Measure"
    PROGRESS = "progress", "Progress"
    STATUS = "status", "How it stands"
    THEME = "theme", "Theme"
    HEADING = "heading", "Sub-heading"
    STANDARD = "standard", "Standard"
    PRIORITY = "priority", "Priority"
    OTHER = "other", "Not read"


#: Heads are compared as bare letters, because Word breaks them anywhere ("Timesc ale"). Longer comes first.
_HEADS: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.TIMESCALE,
        (
            r"timesc\w{0,3}le|time?scale|timeframe|timeline|timetable|timing|bywhen|whenby|actionbywhen|dueby|duedate|duein|due"
            r"|target(?:completion)?date|targetfor(?:completion|delivery)|deadline|complet(?:ion|e)(?:date|by)|deliverydate"
            r"|deliveryby|completed(?:on|by)?|datecompleted|enddate|finish(?:date)?|dateforcompletion|datedue|duration|when\w*|date"
        ),
    ),
    (Meaning.START, r"start(?:date|ing)?|commence(?:ment)?(?:date)?|datestarted"),
    (
        Meaning.LEAD,
        (
            r"actionby(?:whom)?|action(?:owner|lead|holder)|ledby|leads?(?:by)?|leadagenc\w+|leadorgani[sz]ations?|leadofficers?"
            r"|namedlead|owner|owned(?:by)?|bywhom?|who\w*|responsib\w*|accountab\w*|assignedto|sro|organi[sz]ations?|agenc(?:y|ies)"
        ),
    ),
    (
        Meaning.PARTNERS,
        (
            r"(?:key|support(?:ing)?|other|delivery)?partners?(?:involved|agencies)?|supportedby|support(?:ing)?agenc\w+"
            r"|supporting(?:organi[sz]ations?)?|workingwith|stakeholders?|(?:agencies|organi[sz]ations|others)involved"
            r"|contributors?|insupport"
        ),
    ),
    (
        Meaning.STATUS,
        r"b?rag(?:b|rating|status)?|redamber\w*|trafficlight\w*|status|rating|colou?r",
    ),
    (
        Meaning.PROGRESS,
        (
            r"(?:summary)?progress\w{0,4}|updates?|latest|comments?|commentary|currentposition|position|narrative|notes?|actionstaken"
            r"|actiontaken|achievements?|achieved|whathasbeendone|evidence|remarks"
        ),
    ),
    (
        Meaning.INDICATOR,
        (
            r"(?:performance|outcome|success|key)?(?:indicators?|measures?|metrics?)|kpis?|howwillwe(?:know|measure)\w*"
            r"|measureofsuccess|products?|deliverables?|milestones?"
        ),
    ),
    (
        Meaning.OUTCOME,
        (
            r"(?:expected|desired|required|intended|anticipated)?(?:outcomes?|outputs?|impacts?|benefits?|results?)"
            r"|successcriteria|whatdifference\w*|whats?(?:willbedifferent|successlookslike)|whatdoessuccesslooklike|differencemade"
        ),
    ),
    (
        Meaning.STANDARD,
        (
            r"(?:ccc|mhccc|crisiscareconcordat|mentalhealthcrisiscareconcordat|concordat|nationalconcordat)"
            r"(?:outcomes?|standards?|ref(?:erence)?|statements?|principles?|codes?|sections?|domains?|commitments?|area)?"
            r"|standards?(?:ref(?:erence)?)?"
        ),
    ),
    (
        Meaning.THEME,
        r"themes?|sections?|domains?|strands?|workstreams?|category|keyareas?|priorityareas?|areasoffocus|focusarea|focus",
    ),
    (
        Meaning.HEADING,
        (
            r"(?:strategic|key|local)?(?:objectives?|aims?|goals?)|recommend(?:ed|ation)s?(?:actions?)?|issues?|gaps?|needs?"
            r"|whatthisisabout|subsection|topic|nationalactions?"
        ),
    ),
    (Meaning.PRIORITY, r"priority(?:level|rating|score)?|priorities"),
    (
        Meaning.ACTION,
        (
            r"(?:proposed|local|agreed|specific|key|detailed|required|planned)*actions?(?:required|needed|agreed|tobetaken|point)?s?"
            r"|tasks?|activit(?:y|ies)|what(?:we)?(?:will|are|do|need)\w*|what|commitments?|proposals?|interventions?|initiatives?"
            r"|steps?|description|work"
        ),
    ),
    (
        Meaning.NUMBER,
        r"(?:action|item|serial|unique|row|our|plan)?(?:nos?|numbers?|num|ref(?:erence)?|id)(?:no|number)?|item|sno|srno|refno",
    ),
    (
        Meaning.OTHER,
        r"risks?|resources?|costs?|budget|funding|barriers?|mitigation|footprint|geograph\w+|area|agegroup|ages?",
    ),
)
_WHOLE = tuple((meaning, re.compile(rf"(?:{pattern})$")) for meaning, pattern in _HEADS)
_FIRST = tuple((meaning, re.compile(pattern)) for meaning, pattern in _HEADS if meaning is not Meaning.NUMBER)
#: Words that may stand anywhere in a long head and still say what it is.
_TELLING = re.compile(
    r"timescale|timeframe|bywhen|duedate|ledby|lead|responsib|outcome|progress|update|actions?|ragrating|status|indicator"
    r"|comments?|partners|objective|concordat|owner"
)
_LONGEST_HEAD = 110


@dataclass(frozen=True)
class Head:
    """A head that was understood; ``marks`` where a progress column holds marks such as red or amber too."""

    meaning: Meaning
    marks: bool = False


def head_of(text: str) -> Head | None:
    """Return what a column with ``text`` at its head holds, or None where the text is no head."""
    if len(text) > _LONGEST_HEAD or len(text.split()) > 16:
        return None
    return _head_of(text)


@lru_cache(maxsize=4096)
def _head_of(text: str) -> Head | None:
    stripped = re.sub(r"\([^)]*\)", " ", text)
    letters, bare = _letters(text), _letters(stripped)
    if text.strip() in ("#", "№"):
        return Head(Meaning.NUMBER)
    if not letters:
        return None
    marks = bool(re.search(r"rag|redamber|status|rating", letters))
    for meaning, pattern in _WHOLE:
        if pattern.match(bare) or pattern.match(letters):
            return Head(meaning, marks=meaning is Meaning.PROGRESS and marks)
    return _told(bare or letters, marks, len(text.split()))


def _told(letters: str, marks: bool, words: int) -> Head | None:
    """Read a longer head by the telling word that comes first, "action" only where no other comes."""
    found = list(_TELLING.finditer(letters))
    if not found or (words > 6 and found[0].start() > 12):
        return None
    others = [match for match in found if not match[0].startswith("action")]
    first = others[0] if others and (words <= 4 or others[0].start() < found[0].start()) else found[0]
    for meaning, pattern in _FIRST:
        match = pattern.match(letters, first.start())
        if match and match.end() >= first.end():
            reports = meaning is Meaning.PROGRESS or (
                meaning is Meaning.STATUS and re.search(r"comment|update|progress", letters)
            )
            return Head(Meaning.PROGRESS, marks) if reports else Head(meaning)
    return None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def heads_of(texts: Sequence[str]) -> dict[int, Head] | None:
    """Return the heads of a heading row by column, or None where the row is none.

    A heading row has most of its cells understood, among them what to do, or by whom and when.
    """
    filled = [index for index, text in enumerate(texts) if text.strip()]
    heads = {index: head for index in filled if (head := head_of(texts[index]))}
    meanings = {head.meaning for head in heads.values()} - {Meaning.OTHER}
    tells = Meaning.ACTION in meanings or meanings & {Meaning.HEADING, Meaning.STANDARD, Meaning.THEME}
    who_or_when = meanings & {Meaning.LEAD, Meaning.TIMESCALE, Meaning.PROGRESS, Meaning.STATUS, Meaning.OUTCOME}
    if len(meanings) < 2 or not who_or_when or len(heads) < 0.6 * len(filled):
        return None
    if not tells and len(meanings) < 3:
        return None
    if len(filled) > 2 and sum(len(texts[index]) for index in filled) / len(filled) > 60:
        return None
    for index in filled:
        heads.setdefault(index, Head(Meaning.OTHER))
    return heads
