"""What a piece of evidence must say, how it stands, and when its link is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from concordat.choices import Words

LONGEST_TITLE = 150
LONGEST_TEXT = 1000
LONGEST_ADDRESS = 1000
#: A link that answers is looked at once a month; one that is in doubt, the next day.
CHECK_EVERY = timedelta(days=30)
CHECK_AGAIN = timedelta(days=1)
#: So many times in a row a link may not answer before it counts as broken: servers rest, too.
DOUBTS = 2


class Classification(Words):
    """Who a piece of evidence is meant for."""

    INTERNAL = "internal", "Internal"
    PUBLIC = "public", "Public"


class LinkState(Words):
    """What the last look at a link found."""

    UNCHECKED = "unchecked", "Not checked yet"
    ANSWERS = "answers", "Answers"
    GUARDED = "guarded", "Cannot be checked from here"
    DOUBTFUL = "doubtful", "Did not answer"
    BROKEN = "broken", "Broken"


class Standing(Words):
    """How a piece of evidence stands, the most telling word first."""

    SET_ASIDE = "set_aside", "Set aside"
    REPLACED = "replaced", "Replaced"
    BROKEN = "broken", "Broken link"
    EXPIRED = "expired", "Expired"
    CURRENT = "current", "Current"


@dataclass(frozen=True)
class NewEvidence:
    """What somebody says about a file or a link they add. ``url`` is empty for a file."""

    title: str
    shows: str = ""
    dated_on: date | None = None
    valid_until: date | None = None
    classification: str = Classification.INTERNAL
    url: str = ""
    update_id: int | None = None


@dataclass(frozen=True)
class Finding:
    """What a look at a link found. ``final``: no second look is needed to believe it."""

    state: LinkState
    words: str
    final: bool = False


@dataclass(frozen=True)
class Verdict:
    """What is kept of a finding: the state, how often in a row it failed, and when to look again."""

    state: LinkState
    failures: int
    next_in: timedelta


def judge(finding: Finding, failures: int) -> Verdict:
    """Return what a finding means after ``failures`` failed looks in a row."""
    if finding.state not in (LinkState.DOUBTFUL, LinkState.BROKEN):
        return Verdict(finding.state, 0, CHECK_EVERY)
    failures += 1
    if finding.final or failures >= DOUBTS:
        return Verdict(LinkState.BROKEN, failures, CHECK_EVERY)
    return Verdict(LinkState.DOUBTFUL, failures, CHECK_AGAIN)


def standing_of(*, set_aside: bool, replaced: bool, link_state: str, valid_until: date | None, today: date) -> Standing:
    """Return how a piece of evidence stands on ``today``; it is valid through its last day."""
    if set_aside:
        return Standing.SET_ASIDE
    if replaced:
        return Standing.REPLACED
    if link_state == LinkState.BROKEN:
        return Standing.BROKEN
    if valid_until is not None and valid_until < today:
        return Standing.EXPIRED
    return Standing.CURRENT


def problems_in(new: NewEvidence, *, has_file: bool, today: date) -> dict[str, str]:
    """Return what has to be mended, by field; empty is good."""
    found: dict[str, str] = {}
    if not new.title.strip():
        found["title"] = "Enter a title"
    if has_file and new.url:
        found["url"] = "Either choose a file or enter a web address, not both: add the second one on its own"
    elif not has_file and not new.url:
        found["file"] = "Choose a file, or enter a web address below"
    if new.dated_on and new.dated_on > today:
        found["dated_on"] = "Date of the evidence must be today or earlier"
    if new.dated_on and new.valid_until and new.valid_until < new.dated_on:
        found["valid_until"] = "Valid until must be the date of the evidence or later"
    return found


def host_of(url: str) -> str:
    """Return the name of the server in an address, as a reader says it."""
    return url.split("://", 1)[-1].split("/", 1)[0].rpartition("@")[2].split(":", 1)[0].lower()
