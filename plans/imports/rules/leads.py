"""Who leads an action: the one accountable body a reader would name, and the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HELP = re.compile(
    r"[\s,;(:–-]*\b(?:with (?:the )?(?:sign[ -]?up|support|input|help|involvement|contributions?|assistance) (?:from|of|by)"
    r"|(?:in )?(?:association|partnership|conjunction|collaboration|consultation|liaison) with"
    r"|working (?:closely |jointly |together )?with|work with|supported by|support(?:ing)?(?: (?:from|partners?|agenc\w+))?\s*:"
    r"|(?:key )?partners?\s*:|jointly with|together with|alongside|along with|assisted by|with(?= ))\s*:?\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:all(?!\s*(?:saints|hallows))|both|everyone|everybody|each|every|any|various|multi[ -]?agency|joint(?:ly)?(?!\s+commission)"
    r"|t\.?b\.?[cad]|to be|n/?a|none|not (?:yet )?|unknown|lead (?:to be|tbc)|partners?|partner agenc|agencies|relevant"
    r"|concordat (?:partners|signatories)|signatories|as above|\?)\b",
    re.IGNORECASE,
)
_TO_FIND = re.compile(
    r"\bto (?:identify|nominate|name|agree|confirm|be (?:identified|agreed|confirmed|nominated))\b.*", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:(?:and|other|all|the|key|relevant|local|wider|our|various)\s+)*(?:partners?|partner (?:agencies|organi[sz]ations)"
    r"|agencies|organi[sz]ations|others?|stakeholders|signatories|providers|etc|all)\.?$",
    re.IGNORECASE,
)
_FOOTPRINT = re.compile(
    r"^(?:\(?(?:[\w’'&/-]+\s+){0,3}[\w’'&]*[ -]?wide\)?|(?:north|south|east|west|mid)\w*\s+(?:bank|area|county|locality|only)"
    r"|(?:whole|entire) (?:county|area|footprint)|(?:county|city|borough) only|footprint\b.*|.*\bfootprint)$",
    re.IGNORECASE,
)
_FOOTPRINT_AFTER = re.compile(r"[\s,(–-]+[\w’'&]+-wide\)?$", re.IGNORECASE)
_MARKED = re.compile(
    r"\s*[\[(]\s*(?:overall )?lead(?: agency| organisation| partner)?\s*[\])]|\s+[–-]\s+lead$", re.IGNORECASE
)
_LEAD_FIRST = re.compile(
    r"^\s*(?:overall )?lead(?: agency| organisation| partner| officer)?\s*[:–-]\s*|^\s*led by:?\s+", re.IGNORECASE
)
_HARD = re.compile(r"\s*(?:[\n;•·|+]|\s/\s|,(?!\s*\d{3})|/(?!\d))\s*")
_SOFT = re.compile(r"\s+(?:and|&)\s+|(?<=[A-Z])&(?=[A-Z]{3})", re.IGNORECASE)
_PAIRS = re.compile(
    r"health (?:and|&) (?:well[ -]?being|social care|justice|care|safety)|police (?:and|&) crime(?: commissioner)?"
    r"|fire (?:and|&) rescue|\ba&e\b|(?:adults?|children)(?:’s|'s)? (?:and|&) (?:adults?|children|young|families|famil|older)\w*"
    r"|drugs? (?:and|&) alcohol|accident (?:and|&) emergency|urgent (?:and|&) emergency|children (?:and|&) young people"
    r"|assessment (?:and|&) treatment|crisis (?:and|&|resolution and) \w+|resolution (?:and|&) home|quality (?:and|&) \w+"
    r"|social (?:and|&) \w+ care|mental health (?:and|&) (?:learning|wellbeing|social|substance)|strategy (?:and|&) \w+",
    re.IGNORECASE,
)
_NONE = re.compile(r"\W*(?:n/?a|none|nil)\W*$", re.IGNORECASE)
_AND = r"(?:and|&)"
_ACRONYM = re.compile(r"\b[A-Z]{2,}[a-z]?\b")
_BODY = re.compile(
    r"council|trust|police|constabulary|ambulance|health|ccg|icb|board|team|service|group|commission\w*|mind\b"
    r"|healthwatch|samaritans|hospital|care\b|authority|network|forum|university|probation|court|prison|service|sector"
    r"|charity|partnership|alliance|federation|housing|association|society|centre|academy|agency|amhp|camhs|nhs|social|public",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:dr|mr|mrs|ms|miss|cllr|councillor|prof|insp|inspector|sgt|supt|ch(?:ief)? insp|pc|dci|di|acc|dcc|rev)\.?\s",
    re.IGNORECASE,
)
#: Given names common in England, each between spaces.
_GIVEN = (
    " alan alison amanda andrea andrew andy angela ann anna anne anthony barbara ben brian carol caroline"
    " catherine charles chris christine claire clare colin craig daniel dave david debbie deborah denise"
    " diane donna elaine elizabeth emma fiona frances gary geoff george gill gillian graham hannah heather"
    " helen ian jack jackie jacqueline james jan jane janet jean jenny jill jim jo joan joanne john jonathan"
    " judith julia julie karen kate katherine kathryn keith kelly kevin kim laura lesley linda lisa liz"
    " louise lucy lynn margaret maria marie mark martin mary matt matthew maureen michael michelle mike"
    " natalie neil nicola nick nigel pam pat patricia paul pauline peter phil philip rachel rebecca richard"
    " rob robert roger ruth sally sam samantha sandra sara sarah sean sharon sheila simon stephen steve"
    " steven sue susan suzanne teresa tim tom tony tracey tracy vicky victoria wendy william yvonne "
)


#: A lead is read this far; the rest is kept as text.
_LONGEST = 1000


@dataclass(frozen=True)
class LeadReading:
    """Who leads. ``persons`` are names of people seen in the cell."""

    lead: str | None
    partners: tuple[str, ...]
    persons: tuple[str, ...] = ()


def read_lead(text: str, partners_text: str = "", names: tuple[str, ...] = ()) -> LeadReading:
    """Read the cell that says who leads, and the one for partners where the plan has it.

    ``names`` are bodies known by name: "Tees, Esk and Wear Valleys Trust" is one of them, not three.
    """
    return _read_lead(text[:_LONGEST], partners_text[:_LONGEST], names)


@lru_cache(maxsize=1024)
def _read_lead(text: str, partners_text: str, names: tuple[str, ...]) -> LeadReading:
    head, helpers = _apart(text)
    bodies = _bodies(head, names)
    nobody = bool(_NOBODY.match(head)) or not bodies
    marked = next((body for body in bodies if _MARKED.search(body)), None)
    bodies = [_MARKED.sub("", body).strip() for body in bodies]
    persons = [body for body in bodies if is_person(body)]
    organisations = [body for body in bodies if body not in persons] or bodies
    if marked:
        lead: str | None = _MARKED.sub("", marked).strip()
    else:
        lead = None if nobody else organisations[0]
    others = [body for body in organisations if body != lead and not _NOBODY.match(body)]
    others += [
        part for source in (*helpers, partners_text) for part in _bodies(source, names) if not _NOBODY.match(part)
    ]
    partners = tuple(one for one in dict.fromkeys(others) if one != lead and not is_person(one))
    return LeadReading(
        lead, () if nobody and not marked and not helpers and not partners_text else partners, tuple(persons)
    )


def is_person(text: str) -> bool:
    """Answer whether a name looks like a person's."""
    if _TITLE.match(text):
        return True
    words = text.split()
    plain = [word for word in words if word.replace("-", "").replace("’", "").replace("'", "").isalpha()]
    return (
        2 <= len(words) <= 3
        and len(plain) == len(words)
        and f" {words[0].lower()} " in _GIVEN
        and all(word[0].isupper() for word in words)
        and not _BODY.search(" ".join(words[1:]))
    )


def _apart(text: str) -> tuple[str, list[str]]:
    """Part the leading body from those it works with: "A with sign up from B and C"."""
    clean = re.sub(r"[ \t\u00a0]+", " ", text).strip()
    clean = _LEAD_FIRST.sub("", clean)
    clean = re.sub(r"(?i)\s*[;\n,]?\s*\b(?:support(?:ed|ing)?|partners?)\s*[:–]\s*", " supported by ", clean)
    parts = _HELP.split(clean)
    return parts[0].strip(" ,;(–-"), [part.strip(" )") for part in parts[1:] if part.strip(" )")]


@lru_cache(maxsize=64)
def _whole_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the names that hold a separator, however their "and" is written; the longest first."""
    parted = sorted((name for name in names if _HARD.search(name) or _SOFT.search(name)), key=len, reverse=True)
    words = [re.split(r"\s+", name.strip()) for name in parted]
    patterns = [r"\s+".join(_AND if one.lower() in ("and", "&") else re.escape(one) for one in name) for name in words]
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None


def _bodies(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the bodies named in a text, without footprints and "partners"."""
    text = "" if _NONE.match(text) else _TO_FIND.sub("", text)
    kept: dict[str, str] = {}

    def keep(match: re.Match[str]) -> str:
        token = f"\x01{len(kept)}\x01"
        kept[token] = match[0]
        return token

    whole = _whole_names(names)
    guarded = _PAIRS.sub(keep, whole.sub(keep, text) if whole else text)
    found: list[str] = []
    pieces = _HARD.split(guarded)
    for piece in pieces:
        found.extend(one for part in _soft(piece, kept, listed=len(pieces) > 1) for one in _unnamed(part))
    return [body for body in found if body and not _GENERIC.match(body) and not _FOOTPRINT.match(body)]


def _soft(piece: str, kept: dict[str, str], *, listed: bool) -> list[str]:
    """Split at "and" where both sides name a body; "Derby and Derbyshire CCG" is one."""
    parts = _SOFT.split(piece)
    whole = [_clean(part, kept) for part in parts]
    if len(parts) < 2:
        return whole
    if all(_is_body(part) or _GENERIC.match(part) for part in whole) or (listed and _is_body(whole[-1])):
        return whole
    return [_clean(piece, kept)]


def _unnamed(text: str) -> list[str]:
    """Part a body from the person named beside it: "CCG – Jane Smith", "Jane Smith (CCG)"."""
    match = re.match(r"(.+?)\s*(?:[(\[](.+?)[)\]]|\s[–-]\s(.+))$", text)
    sides = [side for side in match.groups() if side] if match else []
    return sides if any(is_person(side) for side in sides) else [text]


def _is_body(text: str) -> bool:
    return bool(_ACRONYM.search(text) or _BODY.search(text)) or is_person(text)


def _clean(text: str, kept: dict[str, str]) -> str:
    for token, words in reversed(kept.items()):
        text = text.replace(token, words)
    text = re.sub(r"^(?:and|&|the)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    text = _FOOTPRINT_AFTER.sub("", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return " ".join(text.split()).strip(" .,;:–-•*")
