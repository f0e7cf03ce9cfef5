"""Which titles are themes and which are sub-headings, and what a title says of the rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.imports.rules.columns import Meaning
from plans.imports.rules.rows import Found, Kind
from plans.imports.rules.themes import Section, is_numbered, section_of
from plans.planning.rules.states import DeliveryState

_COMPLETED = re.compile(
    r"\b(?:completed?|closed|achieved|finished|archived?|delivered)\b(?: (?:and closed|or closed))?(?:\s+\w+)?\s+(?:actions?|items?|tasks?)"
    r"|\bactions? (?:that (?:are|have been) |which (?:are|have been) |now )?(?:completed?|closed|achieved|archived)\b|^\W*(?:completed?|closed|archived?)\W*$",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:removed|withdrawn|deleted|dropped|superseded|discontinued)\b(?:\s+\w+)?\s+(?:actions?|items?)|\bactions? (?:removed|withdrawn|dropped)\b"
    r"|^\W*(?:removed|withdrawn|dropped)\W*$",
    re.IGNORECASE,
)
_SECTION_WORD = re.compile(
    r"^\W*(?:section|part|theme|objective|priority area|strand|domain|workstream)\b", re.IGNORECASE
)
_NEW = re.compile(r"\b(?:new|additional)\s+(?:actions?|items?)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:plan|introduction|background|governance|contents|appendix|annex|version|glossary|contacts?|signator\w+|declaration|concordat"
    r"|sheet ?\d*|table ?\d*|actions?|key|legend|review|refresh)\b",
    re.IGNORECASE,
)


def state_of_title(title: str) -> DeliveryState | None:
    """Return the state that a title gives all rows below it: "Completed actions"."""
    if _COMPLETED.search(title):
        return DeliveryState.COMPLETE
    return DeliveryState.WITHDRAWN if _DROPPED.search(title) else None


def is_title_of_new(title: str) -> bool:
    """Answer whether a title says that the rows below it are new."""
    return bool(_NEW.search(title))


def is_general(title: str) -> bool:
    """Answer whether a heading speaks of the document rather than of a theme."""
    return bool(_GENERAL.search(title))


def with_levels(found: Sequence[Found]) -> list[Found]:
    """Mark each title as a theme or a sub-heading; the levels are those of the whole file.

    Known and numbered titles are themes, and with them those that look the same; the others are sub-headings.
    Where no title is known or numbered, the first of two in a row is the theme, and one that stands alone is.
    """
    merged = _numbered_apart(found)
    titles = [one for one in merged if one.kind is Kind.TITLE and one.section and not _special(one.text)]
    strong = [one for one in titles if _is_strong(one)]
    weak_looks = {one.look for one in titles if one.section and one.section.heading}
    looks = {one.look for one in strong if any(one.look)} - weak_looks
    differ = bool(strong) and len({one.look for one in titles}) > 1
    paired = _followed_by_title(merged)
    result: list[Found] = []
    for place, one in enumerate(merged):
        if one.kind is Kind.TITLE and one.section and not one.section.heading:
            theme = _is_strong(one) or (differ and one.look in looks) if strong else place in paired or not paired
            one = replace(one, section=_at_level(one.section, heading=not theme))
        result.append(one)
    return result


def _special(title: str) -> bool:
    return state_of_title(title) is not None or is_title_of_new(title)


def _is_strong(one: Found) -> bool:
    section = one.section
    if section is None or section.heading:
        return False
    return section.known or (is_numbered(one.text) and "." not in (section.number or ""))


def _at_level(section: Section, *, heading: bool) -> Section:
    return replace(section, heading=heading)


def _followed_by_title(found: Sequence[Found]) -> set[int]:
    """Return the places of titles that another title follows, with nothing but left-out rows between."""
    places: set[int] = set()
    last: int | None = None
    for place, one in enumerate(found):
        if one.kind is Kind.TITLE:
            if last is not None:
                places.add(last)
            last = place
        elif one.kind is Kind.ACTION:
            last = None
    return places


def _numbered_apart(found: Sequence[Found]) -> list[Found]:
    """Turn a row of number and title alone into a title where the next numbers go on from it: 1, then 1.1."""
    result = list(found)
    for place, one in enumerate(found):
        if one.kind is not Kind.ACTION or one.wanted or not one.number or not _is_bare(one):
            continue
        title = _title(one)
        following = next((other for other in found[place + 1 :] if other.kind is Kind.ACTION), None)
        stem = one.number.rstrip(".)")
        goes_on = (
            following is not None
            and re.match(rf"{re.escape(stem)}[.:)]?\s*[\da-z]", following.number)
            and (following.number != one.number and not following.number[len(stem) :][:1].isdigit())
        )
        named = _SECTION_WORD.match(one.number) or _is_bold(one)
        if title.known or ((goes_on or named) and not one.text.rstrip().endswith(".")):
            result[place] = replace(
                one, kind=Kind.TITLE, section=title, text=f"{one.number} {one.text}", look=("apart",)
            )
    return result


def _title(one: Found) -> Section:
    return replace(section_of(" ".join(one.text.split())), number=one.number.rstrip(".)"))


def _is_bold(one: Found) -> bool:
    return all(cell.bold for cell in one.cells.get(Meaning.ACTION, ()) if cell.own_text.strip())


def _is_bare(one: Found) -> bool:
    """Answer whether a row has a number and a text and nothing else."""
    filled = [cell for cells in one.cells.values() for cell in cells if cell.own_text.strip()]
    return len(filled) == 2 and bool(one.text)
