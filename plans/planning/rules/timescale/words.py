"""The words of a timescale that are no date: states, conditions, references, and words beside a date."""

from __future__ import annotations

import re
from enum import Enum, auto


class Role(Enum):
    """What the words beside a date make of it."""

    PLAIN = auto()
    BY = auto()
    END = auto()
    BEFORE = auto()
    BEGINNING = auto()
    MIDDLE = auto()
    FROM = auto()
    SINCE = auto()
    REVIEW = auto()
    FORMER = auto()


_MOVED = r"(?:revised|extended|moved|slipped|changed|deferred|postponed|delayed|rescheduled|put back)"
_BEFORE_DATE: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?<![a-z])(?:{words})[\s:,(-]*$"))
    for role, words in (
        (
            Role.FORMER,
            (
                rf"{_MOVED}(?: back)? from(?: the)?|(?:was|previously|originally|formerly)(?: due| set)?(?: (?:by|for|in))?"
                r"|(?:original|old|previous)(?: (?:date|deadline|target))"
            ),
        ),
        (
            Role.REVIEW,
            (
                r"(?:next |to be |for |annual )?review(?:ed|s)?(?: (?:date|due|again|every))*"
                r"(?: (?:in|on|by|at|from))?(?: the)?"
            ),
        ),
        (Role.SINCE, r"since(?: the)?"),
        (
            Role.FROM,
            (
                r"(?:planned |due |expected |to )*(?:commenc(?:e|es|ed|ing|ement)|start(?:s|ed|ing)?"
                r"|begin(?:s|ning)?|began|launch(?:es|ed|ing)?|go(?:es)? live|effective|roll(?:ed)? out)"
                r"(?: date)?(?: (?:in|on|from|by|early|at))?"
            ),
        ),
        (
            Role.FROM,
            (
                r"(?:with effect |as |running |ongoing )?from(?: the)?|w\.?e\.?f\.?|after(?: the)?"
                r"|not before|no earlier than|following"
            ),
        ),
        (Role.BEFORE, r"(?<!or )before(?: the)?|prior to|ahead of|in advance of"),
        (Role.END, r"(?:the |at |by |to )*(?:very )?(?:end|close)(?: of)?(?: the)?"),
        (Role.BEGINNING, r"(?:the )?(?:start|beginning) of(?: the)?"),
        (Role.MIDDLE, r"mid(?:dle(?: of)?)?(?: the)?"),
        (
            Role.BY,
            (
                r"by(?: the)?|(?:on|by) or before(?: the)?|(?:no|not) later than|at the latest|latest|until|till|up to|due(?: (?:in|on|date))?"
                r"|deadline|target(?: date)?|within|to|complet(?:e|ed|ion)(?: (?:in|on|date|of))*"
                r"|for completion|end date"
            ),
        ),
    )
)
_AFTER_DATE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.SINCE,
        re.compile(r"[\s,)]*(?:onwards?|forwards?|\+|(?:-|to|until)\s*(?:on[ -]?going|present|date)(?![a-z]))"),
    ),
    (Role.FROM, re.compile(r"[\s,)]*(?:start(?:s|ing)?|launch)(?![a-z])")),
    (Role.END, re.compile(r"[\s,)]*(?:year[ -]end|[ -]?end(?![a-z])|at the latest|deadline)")),
    (Role.REVIEW, re.compile(r"[\s,)]*(?:for |\()?review(?![a-z])")),
)
_THE_YEAR = re.compile(r"(?:the )?(?:calendar )?year\s*$")
ABOUT = re.compile(r"(?<![a-z])(?:early(?: in)?|late(?: in)?|around|about|circa|c\.|approx\.?(?:imately)?)[\s-]*$")


class Word(Enum):
    """What a timescale says beside or instead of a date."""

    UNSET = auto()
    ONGOING = auto()
    DONE = auto()
    CONDITIONAL = auto()
    EXTERNAL = auto()
    SOON = auto()
    LENGTH = auto()
    MOVED = auto()


_A_PLAN = r"(?:plan|strategy|strategies|timetables?|schedule|programme|contract|jsna|cquin|policy|protocol)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|nine|twelve|eighteen)"
_WORDS: tuple[tuple[Word, re.Pattern[str]], ...] = tuple(
    (word, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"))
    for word, words in (
        (
            Word.EXTERNAL,
            (
                r"(?:as )?(?:outlined|set out|described|detailed|stated|specified|defined|agreed|shown|contained)"
                r" (?:in|by|under|within)|refers? to|referred to|see(?! that)|as per|per the|in line with"
                r"|in accordance with|according to|(?:linked|aligned|tied) to|as part of"
                r"|(?:same )?as (?:above|below|for action)|ditto"
                rf"|(?:part|terms|timescales?) of (?:the )?(?:[\w-]+ ){{0,5}}{_A_PLAN}"
            ),
        ),
        (
            Word.CONDITIONAL,
            (
                r"subject to|depend(?:s|ent|ing) (?:up)?on|dependent|conditional|once|when(?:ever)?|if|unless"
                r"|(?:following|after)(?![\s\x00]*\x00)|pending|awaiting|provided|as and when|as (?:required|needed|necessary)"
                r"|when (?:required|needed)|as (?:[\w'-]+ ){1,5}?(?:is|are|becomes?|allows?|permits?)"
                r"|depends|tied up with|in time for"
                rf"|within {_NUMBER} (?:working )?(?:day|week|month|year)s? (?:of|from|after)"
            ),
        ),
        (
            Word.DONE,
            (
                r"completed?(?!\s+(?:by|once|when|subject|if|after|within|before|in time|\d+ ?%))"
                r"|done|achieved|delivered|implemented|finished|closed|actioned|met|fulfilled|concluded"
                r"|signed off|established|already (?:set up|live)"
            ),
        ),
        (
            Word.ONGOING,
            (
                r"on[ -]?going|current(?:ly)?|in place|continu(?:ous|ously|al|ing|es|e|ed)|rolling|permanent(?:ly)?|throughout"
                r"|business as usual|bau|no end date|core business|(?:bi-?)?(?:daily|weekly|monthly|quarterly"
                r"|annual|annually|yearly)|(?:every|each|per) (?:\w+ )?(?:day|week|month|quarter|year)s?"
                r"|twice a year|regular(?:ly)?|live now|underway|under way|in progress|in train|on track"
                r"|part(?:ly|ially)?[ -]complete[d]?|(?:nearly|almost) complete[d]?|started|24/7"
            ),
        ),
        (
            Word.UNSET,
            (
                r"t\.?b\.?[cad]\.?|to be (?:confirmed|agreed|advised|determined|decided|set|discussed"
                r"|arranged|scheduled|established|finali[sz]ed)|not (?:yet )?(?:set|agreed|known|decided"
                r"|confirmed|started|applicable|specified|stated|complete[d]?)|no date(?: is)?(?: set)?"
                r"|n/?a|none|unknown|blank|awaited|not said|no timescale|undated"
            ),
        ),
        (
            Word.SOON,
            (
                r"immediate(?:ly)?|a\.?s\.?a\.?p\.?|as soon as (?:possible|practicable)|at once|now|urgent(?:ly)?"
                r"|with immediate effect|straight away|quick win"
            ),
        ),
        (
            Word.LENGTH,
            (
                r"(?:within |in |over |for |up to )*(?:the )?(?:next |first )?(?:\d+|one|two|three|four|five"
                r"|six|nine|twelve|eighteen)(?:\s*(?:-|to|or)\s*\d+)?\s*(?:working )?(?:day|week|month|year)s?"
                r"|(?:short|medium|long)(?:er)?[ -]?(?:to[ -]\w+[ -]?)?term|(?:next|this|end of the) (?:week|month|quarter|year)|\d+\s*/\s*(?:52|12)"
            ),
        ),
        (
            Word.MOVED,
            (
                r"(?:revised|extended|moved|slipped|changed|deferred|postponed|delayed|rescheduled|put back)"
                r"(?: date| to| until| from)*|(?:new|revised) (?:date|target|deadline)|slippage|now"
            ),
        ),
    )
)
_TO_BE_DONE = re.compile(
    r"(?:to be|will be|should be|due to be|not|not yet|be|for|aim to|to|when|once|until|if|will"
    r"|partly|partially|part|nearly|almost|half)[\s-]+(?:fully )?$"
)


def words_in(text: str) -> dict[Word, int]:
    """Return what plain lower-case ``text`` says, and where each is said first."""
    found: dict[Word, int] = {}
    for word, pattern in _WORDS:
        for match in pattern.finditer(text):
            if word is Word.DONE and _TO_BE_DONE.search(text[: match.start()]):
                continue
            found[word] = match.start()
            break
    return found


def role_of(before: str, after: str) -> Role:
    """Return what the words just before and just after a date make of it."""
    before = _THE_YEAR.sub("", before)
    for role, pattern in _AFTER_DATE:
        if pattern.match(after):
            return role
    for role, pattern in _BEFORE_DATE:
        match = pattern.search(before)
        if not match:
            continue
        if role in (Role.END, Role.BEGINNING, Role.MIDDLE):
            outer = role_of(before[: match.start()], "")
            return outer if outer in (Role.REVIEW, Role.FROM) else role
        return role
    return Role.PLAIN
