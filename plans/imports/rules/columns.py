"""What a column means, told from the words at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
            r"|targetfor(?:completion|delivery)|deadline|complet(?:ion|e)by|deliveryby|(?:tobe)?completed(?:on|by)?|datecompleted"
            r"|(?:target|expected|estimated|est|anticipated|planned|proposed|actual|revised)?(?:completion|delivery|implementation|milestone)"
            r"(?:date|by)|(?:expected|estimated|est|anticipated|planned)completion|(?:target|end|finish)date|finish"
            r"|date(?:for|of)(?:completion|delivery)|datedue|actionbydate|duration|when\w*|date"
        ),
    ),
    (Meaning.START, r"starts?(?:date|ing|by|on)?|commence(?:ment)?(?:date)?|date(?:started|commenced)|from"),
    (
        Meaning.LEAD,
        (
            r"actionby(?:whom)?|action(?:owner|lead|holder)|ledby|leads?(?:by)?|leadagenc\w+|leadorgani[sz]ations?|leadofficers?"
            r"|namedlead|owner|owned(?:by)?|bywhom?|who(?!else)\w*|responsib\w*|accountab\w*|assignedto|sro|organi[sz]ations?"
            r"|agenc(?:y|ies)|officers?"
        ),
    ),
    (
        Meaning.PARTNERS,
        (
            r"(?:key|support(?:ing)?|other|delivery)?partners?(?:involved|agencies|organi[sz]ations?)?|supportedby|support(?:ing)?agenc\w+"
            r"|support(?:ing)?(?:organi[sz]ations?)?|workingwith|inpartnershipwith|(?:key|other)?stakeholders?"
            r"|(?:other)?(?:agencies|organi[sz]ations|others)(?:involved)?|involved|contributors?|insupport|whoelse\w*"
        ),
    ),
    (
        Meaning.STATUS,
        (
            r"(?:overall|current|latest|revised)?b?rag(?:b|rating|status|colou?r|at|asat)?|redamber\w*|trafficlight\w*"
            r"|(?:action|current|delivery|overall|completion)?status(?:rag)?|rating|colou?r|state|ontrack|completedyn|completeyn"
        ),
    ),
    (
        Meaning.PROGRESS,
        (
            r"(?:summary)?progress\w{0,4}|updates?|latest|comments?|commentary|(?:current|latest)?position(?:statement)?|narrative|notes?"
            r"|actions?taken|achievements?|achieved(?:todate)?|whathasbeendone|wherearewe\w*|evidence|remarks"
        ),
    ),
    (
        Meaning.INDICATOR,
        (
            r"(?:performance|outcome|success|key)?(?:indicators?|measures?|metrics?)|kpis?|how(?:wewill|willwe|willitbe)(?:know|measure)\w*|howmeasured|(?:measures?|evidence)ofsuccess|targetmeasures?|monitoring|products?|deliverables?"
            r"|milestones?"
        ),
    ),
    (
        Meaning.OUTCOME,
        (
            r"(?:expected|desired|required|intended|anticipated)?(?:outcomes?|outputs?|impacts?|benefits?|results?)"
            r"|why|purpose|aimof(?:the)?actions?|successcriteria|whatdifference\w*|whats?(?:willbedifferent|successlookslike)|whatdoessuccesslooklike|differencemade"
        ),
    ),
    (
        Meaning.STANDARD,
        (
            r"national(?:outcomes?|standards?)|(?:ccc|mhccc|crisiscareconcordat|mentalhealthcrisiscareconcordat|concordat|nationalconcordat)"
            r"(?:outcomes?|standards?|ref(?:erence)?|statements?|principles?|codes?|sections?|domains?|commitments?|area)?"
            r"|standards?(?:ref(?:erence)?)?"
        ),
    ),
    (
        Meaning.THEME,
        (
            r"(?:key)?themes?|sections?|domains?|strands?|workstreams?|category|(?:key|priority)areas?|(?:key)?areas?(?:of|for)"
            r"(?:focus|work|action|improvement)|focusarea|focus|(?:topic|work)area|pathway(?:stage)?|stage"
        ),
    ),
    (
        Meaning.HEADING,
        (
            r"(?:strategic|key|local)?(?:objectives?|aims?|goals?)|recommend(?:ed|ation)s?(?:actions?)?"
            r"|(?:key|current|identified|local)?(?:issues?|gaps?|needs?)(?:identified)?|areaofneed|rationale"
            r"|whatthisisabout|sub(?:section|theme|heading)s?|topic|nationalactions?"
        ),
    ),
    (Meaning.PRIORITY, r"priority(?:level|rating|score|hml)?|priorities|highmediumlow"),
    (
        Meaning.ACTION,
        (
            r"(?:proposed|local|agreed|specific|key|detailed|required|planned)*actions?(?:required|needed|agreed|tobetaken|point)?s?"
            r"|(?:key)?tasks?|activit(?:y|ies)|what(?:we)?(?:will|are|do|need)\w*|what|commitments?|proposals?|interventions?|initiatives?"
            r"|steps?(?:tobetaken)?|description|work(?:tobedone)?|how(?:willwedo\w*|wewilldo\w*)?|projects?|schemes?"
        ),
    ),
    (
        Meaning.NUMBER,
        r"(?:action|item|serial|unique|row|our|plan|line)?(?:nos?|nr|numbers?|num|ref(?:erence)?|id)(?:no|number)?|item|row|sn|sno|srno|refno",
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
_PERIOD = re.compile(
    r"\b(?:q(?:uarter|tr)?\s?[1-4]|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?=[\W\d]|$)|20\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Head:
    """A head that was understood.

    ``marks`` where a progress column holds marks such as red or amber too, ``period`` where the head names a
    quarter, month or year, ``hidden`` where a reader of the workbook does not see the column. ``text`` is as printed.
    """

    meaning: Meaning
    marks: bool = False
    period: bool = False
    hidden: bool = False
    text: str = ""


def head_of(text: str) -> Head | None:
    """Return what a column with ``text`` at its head holds, or None where the text is no head."""
    if len(text) > _LONGEST_HEAD or len(text.split()) > 16:
        return None
    found = _head_of(text)
    return replace(found, text=" ".join(text.split())) if found else None


@lru_cache(maxsize=4096)
def _head_of(text: str) -> Head | None:
    timeless = _PERIOD.sub(" ", text)
    if timeless != text and _letters(timeless):
        found = _head_of(timeless)
        return replace(found, period=True) if found else None
    stripped = re.sub(r"\([^)]*\)", " ", text)
    letters, bare = _letters(text), _letters(stripped)
    if text.strip() in ("#", "№"):
        return Head(Meaning.NUMBER)
    if not letters:
        return None
    marks = bool(re.search(r"rag|redamber|status|rating", letters))
    if re.fullmatch(r"\s*(?:complete|completed|done|achieved)\s*(?:\?|\(\s*y.*)\s*", text, re.IGNORECASE):
        return Head(Meaning.STATUS)
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
    if len(filled) > 2 and sum(len(texts[index]) for index in filled) / len(filled) > 60:
        return None
    heads = {index: head for index in filled if (head := head_of(texts[index]))}
    meanings = {head.meaning for head in heads.values()} - {Meaning.OTHER}
    tells = Meaning.ACTION in meanings or meanings & {Meaning.HEADING, Meaning.STANDARD, Meaning.THEME}
    who_or_when = meanings & {Meaning.LEAD, Meaning.TIMESCALE, Meaning.PROGRESS, Meaning.STATUS, Meaning.OUTCOME}
    if len(meanings) < 2 or not who_or_when or len(heads) < 0.6 * len(filled):
        return None
    if not tells and len(meanings) < 3:
        return None
    for index in filled:
        heads.setdefault(index, Head(Meaning.OTHER, text=" ".join(texts[index].split())))
    return heads
