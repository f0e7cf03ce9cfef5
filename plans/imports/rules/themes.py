"""Sections, sub-headings and standards, known ones recognised through slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: The parts of the national template, and the concordat's own sections where they differ.
TEMPLATE_THEMES = (
    "Commissioning to allow earlier intervention and responsive crisis services",
    "Access to support before crisis point",
    "Urgent and emergency access to crisis care",
    "Quality of treatment and care when in crisis",
    "Recovery and staying well / preventing future crises",
)
TEMPLATE_HEADINGS = (
    "Matching local need with a suitable range of services",
    "Improving mental health crisis services",
    "Ensuring the right numbers of high quality staff",
    "Improved partnership working",
    "Improve access to support via primary care",
    "Improve access to and experience of mental health services",
    "Improve NHS emergency response to mental health crisis",
    "Social services’ contribution to mental health crisis services",
    "Improved quality of response when people are detained under Section 135 and 136 of the Mental Health Act 1983",
    "Improved information and advice available to front line staff",
    "Improved training and guidance for police officers",
    "Improved services for those with co-existing mental health and substance misuse issues",
    "Review police use of places of safety under the Mental Health Act 1983 and results of local monitoring",
    "Service user/patient safety and safeguarding",
    "Staff safety",
    "Primary care response",
    "Joint planning for prevention of crises",
)
#: The codes a reader would follow; a bare D is its one leaf.
STANDARD_CODES = frozenset(
    ["A1", *(f"B{number}" for number in range(1, 14)), *(f"C{number}" for number in range(1, 5)), "D1"]
)
_NUMBERED = re.compile(
    r"^\s*(?:(?:section|part|theme|objective|priority(?: area)?|strand|domain|workstream|aim|goal|outcome|standard)\s+)?"
    r"(?:no\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})?|[A-Z]|[ivx]{1,4})\s*(?:[.:)–—-]\s*|\s+(?=[A-Z“\"]))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\s*(?:section|part|theme|objective|priority(?: area)?|strand|domain|workstream)\b\s*\d*\s*[:.–—-]", re.IGNORECASE
)
_CODE = re.compile(r"(?<![A-Za-z0-9])([A-D])\s?\.?(\d{1,2})(?![\d/])")
_CODES_ALONE = re.compile(r"[\[(]\s*((?:(?:and|&|,|;|/|\s)*[A-D]\d{1,2})+)\s*[\])]")


@dataclass(frozen=True)
class Section:
    """A section or sub-heading as printed, and its number where it has one."""

    title: str
    number: str | None
    known: bool
    heading: bool = False


def plain(text: str) -> str:
    """Return words in lower case, without marks and with single spaces, for comparing."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("&", " and ")).split())


def section_of(
    text: str, themes: Sequence[str] = TEMPLATE_THEMES, headings: Sequence[str] = TEMPLATE_HEADINGS
) -> Section:
    """Read a text as the title of a section: its number apart, a known title in its right spelling."""
    flat = " ".join(text.split())
    match = _NUMBERED.match(flat)
    number = match["number"] if match else None
    title = flat[match.end() :].strip() if match else flat
    title = title.rstrip(":").strip() or flat
    for source, is_heading in ((themes, False), (headings, True)):
        found = _known(title, source) or _known(flat, source)
        if found and is_heading and number and plain(title) != plain(found):
            continue
        if found:
            return Section(title if is_heading else found, number, known=True, heading=is_heading)
    if _NAMED.match(flat) and not number:
        title = re.sub(_NAMED, "", flat).strip() or flat
    return Section(title, number, known=False)


def is_numbered(text: str) -> bool:
    """Answer whether a title carries a section's number or name."""
    return bool(_NUMBERED.match(text) or _NAMED.match(text))


def _known(title: str, source: Sequence[str]) -> str | None:
    """Return the known title that is meant: the same, its beginning, or nearly the same letters."""
    wanted = plain(title)
    if len(wanted) < 8:
        return None
    for known in source:
        target = plain(known)
        if target.startswith(wanted) and len(wanted) > 0.4 * len(target):
            return known
        if wanted.startswith(target):
            return known
        if abs(len(wanted) - len(target)) < 0.25 * len(target):
            near = SequenceMatcher(None, wanted, target, autojunk=False)
            if near.quick_ratio() > 0.88 and near.ratio() > 0.88:
                return known
    return None


def standards_in(text: str, *, anywhere: bool, codes: frozenset[str] = STANDARD_CODES) -> tuple[str, ...]:
    """Return the codes of standards in ``text``: anywhere, or only in brackets and at its beginning."""
    if anywhere:
        found = [f"{letter}{int(number)}" for letter, number in _CODE.findall(text)]
        if not found and re.match(r"\s*D\b(?!')", text):
            found = ["D1"]
    else:
        start = re.match(r"\s*([A-D])(\d{1,2})\b\s*[:–—.-]?\s+[A-Z]", text)
        found = [f"{start[1]}{int(start[2])}"] if start else []
        for group in _CODES_ALONE.findall(text):
            found.extend(f"{letter}{int(number)}" for letter, number in _CODE.findall(group))
    return tuple(code for code in dict.fromkeys(found) if code in codes)
