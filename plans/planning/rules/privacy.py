"""Words that might tell who a person is. Plans are public papers: we ask, we never block for good."""

from __future__ import annotations

import re
from collections.abc import Callable

_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\d.])(?:\+44 ?|0)(?:\d[ -]?){9,10}(?!\d)")
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born (?:on|in))\b[: ]*\d|\b\d{1,3}[ -]years?[ -]old\b", re.IGNORECASE
)
_ONE_PERSON = re.compile(
    r"\b(?:a|an|the|one|this|our)\s+(?:\w+\s+){0,2}?"
    r"(?:patient|service user|inpatient|detainee)\s+"
    r"(?:was|is|had|has|who|died|attempted|absconded|presented|aged|in room|called|named)\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    r"\b(?:only |just )?(?:one|two|three|four|[1-4])\s+(?:\w+\s+)?"
    r"(?:patients?|people|persons?|service users?|detentions?|detainees|children|young people|cases?|deaths?"
    r"|suicides?|individuals?)\b",
    re.IGNORECASE,
)


def personal_data_warnings(text: str) -> tuple[str, ...]:
    """Return a sentence for each sort of personal detail ``text`` seems to hold; empty is good."""
    return tuple(sentence for found, sentence in _CHECKS if found(text))


def without_contacts(text: str) -> str:
    """Return ``text`` with its e-mail addresses and telephone numbers left out, and said to be."""
    return _PHONE.sub(_no_number, _EMAIL.sub("[e-mail address left out]", text))


def _no_number(found: re.Match[str]) -> str:
    return "[telephone number left out]" + (" " if found[0].endswith(" ") else "")


def looks_like_nhs_number(digits: str) -> bool:
    """Answer whether ten digits carry the check digit of an NHS number."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _has_nhs_number(text: str) -> bool:
    return any(looks_like_nhs_number("".join(match.groups())) for match in _NHS.finditer(text))


def _has_phone(text: str) -> bool:
    return any(not looks_like_nhs_number(re.sub(r"\D", "", m.group())) for m in _PHONE.finditer(text))


_CHECKS: tuple[tuple[Callable[[str], object], str], ...] = (
    (_has_nhs_number, "A number in it looks like an NHS number."),
    (_BIRTH.search, "It seems to give a date of birth or an age."),
    (_ONE_PERSON.search, "It seems to speak of one patient."),
    (_FEW.search, "It counts fewer than five people."),
    (_EMAIL.search, "It holds an email address."),
    (_has_phone, "It holds a telephone number."),
)
