"""Read a list of signatories as people keep it: pasted lines, or the rows of a table.

Whatever stands in a line is either read into a field or comes back in ``unread``; every line that
holds anything is one ``PastedLine``, also one we cannot make sense of.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from areas.declarations.rules.agreement import SignatoryRole
from areas.declarations.rules.days import looks_like_a_day, read_day

MOST_LINES = 2_000
LONGEST_LIST = 300_000
_BULLET = re.compile(r"^\s*(?:[•·▪◦*]\s*|[–—-]\s+|\(?\d{1,3}[.)]\s+)")
_SPACES = re.compile(r"[^\S\t]+")  # many in a row would cost what follows its pace
_DASH = re.compile(r"\s+[–—-]{1,2}\s+")
_COMMA = re.compile(r"\s*,\s+|\s*,(?=\D)|,(?=\d)")
_EDGES = " \t\r\n,;"
_POST = re.compile(
    r"\b(?:chief|deputy|assistant|director|officer|executive|manager|commissioner|chair(?:man|woman|person)?|head"
    r"|lead|leader|superintendent|inspector|constable|president|secretary|coordinator|co-ordinator|administrator"
    r"|clinical|medical|nursing|accountable|managing|ceo|coo|dass|dcs|cllr|portfolio|mayor|trustee|partner)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:council|trust|police|constabulary|ambulance|ccg|icb|board|service|services|group|mind|nhs|healthwatch"
    r"|samaritans|hospital|authority|network|partnership|commissioning|association|society|charity|housing|borough)\b",
    re.IGNORECASE,
)
_ROLES = {
    **dict.fromkeys(("signatory", "signatories", "signed", "signs", "signed by", "yes"), SignatoryRole.SIGNATORY),
    **dict.fromkeys(
        ("supporter", "supporters", "supporting", "supports", "supported by", "backs", "support"), SignatoryRole.SUPPORTER
    ),
}  # fmt: skip
_HEADINGS = {
    "name": r"organi[sz]ations?(?: name)?|name of (?:the )?organi[sz]ation|agency|agencies|body|partners?|partner agency|name",
    "post": r"posts?|post held|(?:job )?title|job|position|post of (?:the )?person.*|designation",
    "role": r"role|signatory or supporter|signatory/supporter|signatory\??|status",
    "day": r"(?:date|day)(?: (?:signed|of signing|of signature))?|signed(?: on)?|signature date",
}  # fmt: skip


@dataclass(frozen=True)
class PastedLine:
    """One line of a list as it was read. ``line`` is what stood there.

    ``day_text`` holds a date that was meant but cannot be used; ``unread`` what no field took.
    """

    line: str
    name: str = ""
    post: str = ""
    role: SignatoryRole | None = None
    day: date | None = None
    day_text: str = ""
    unread: tuple[str, ...] = ()
    is_heading: bool = False


def read_list(text: str, knows: Callable[[str], bool], day: date | None = None) -> list[PastedLine]:
    """Read pasted lines. ``knows`` answers whether a name is an organisation's; ``day``: see ``read_rows``."""
    lines = [line for line in text.splitlines() if line.strip()]
    return read_rows([(line.strip(), _parts(line)) for line in lines], knows, day)


def read_rows(
    rows: Iterable[tuple[str, Sequence[str]]], knows: Callable[[str], bool], day: date | None = None
) -> list[PastedLine]:
    """Read rows of a table, each with the line it stood in.

    ``day`` is when the declaration was signed: it stands for a month without a day, and for no date.
    """
    found: list[PastedLine] = []
    columns: dict[int, str] | None = None
    role: SignatoryRole | None = None
    given = [(line, [part.strip(_EDGES) for part in parts]) for line, parts in rows]
    for number, (line, parts) in enumerate(given):
        filled = [part for part in parts if part]
        if not filled:
            found += [PastedLine(line, unread=(line,))] if line.strip() else []
        elif columns is None and (heads := _heads(parts)) and not knows(filled[0]):
            columns = _by_values(heads, [cells for _, cells in given[number + 1 :]])
            found.append(PastedLine(line, is_heading=True))
        elif len(filled) == 1 and (said := _ROLES.get(_folded(filled[0]))):
            role = said
            found.append(PastedLine(line, is_heading=True))
        else:
            read = _by_columns(line, parts, columns) if columns else _by_looks(line, filled, knows)
            found.append(_dated(replace(read, role=read.role or role), day))
    return found


def _parts(line: str) -> list[str]:
    """Part a line at the separator that its writer used."""
    plain = _BULLET.sub("", _SPACES.sub(" ", line))
    for mark in ("\t", ";", "|"):
        if mark in plain:
            return _quoted(plain, mark)
    if '"' in plain:
        return _quoted(plain, ",")
    if _DASH.search(plain):
        return [part for piece in _DASH.split(plain) for part in _by_comma_if_many(piece)]
    return _COMMA.split(plain.strip())


def _by_comma_if_many(piece: str) -> list[str]:
    """Leave a piece whole unless what follows a comma in it is a date or a role ("Director, 3 May 2014")."""
    parts = _COMMA.split(piece)
    return parts if len(parts) > 1 and _is_plain_field(parts[-1]) else [piece]


def _is_plain_field(part: str) -> bool:
    return bool(read_day(part)) or looks_like_a_day(part) or _folded(part) in _ROLES


def _quoted(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        return line.split(mark)


def _folded(text: str) -> str:
    return " ".join(text.split()).strip(" :.").casefold()


def _heads(parts: Sequence[str]) -> dict[int, str] | None:
    """Return field by column where ``parts`` are the headings of a table."""
    heads = {
        at: field
        for at, part in enumerate(parts)
        for field, shape in _HEADINGS.items()
        if re.fullmatch(shape, _folded(part))
    }
    wanted = sum(bool(part) for part in parts)
    enough = len(heads) == wanted or len(heads) >= 2
    return heads if enough and "name" in heads.values() and len(set(heads.values())) == len(heads) else None


def _by_values(heads: dict[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Take a column called "Role" for posts where it does not say who signs and who supports."""
    for at, field in heads.items():
        values = {_folded(cells[at]) for cells in rows if at < len(cells)} - {""}
        if field == "role" and not values <= set(_ROLES) and "post" not in heads.values():
            return heads | {at: "post"}
    return heads


def _by_columns(line: str, parts: Sequence[str], columns: dict[int, str]) -> PastedLine:
    said = {field: parts[at] for at, field in columns.items() if at < len(parts) and parts[at]}
    unread = [part for at, part in enumerate(parts) if part and at not in columns]
    role = _ROLES.get(_folded(said.get("role", "")))
    if role is None and said.get("role"):
        unread.append(said["role"])
    if not any(letter.isalnum() for letter in said.get("name", "")):
        return PastedLine(line, unread=(line,))
    return PastedLine(line, said.get("name", ""), said.get("post", ""), role, None, said.get("day", ""), tuple(unread))


def _by_looks(line: str, parts: Sequence[str], knows: Callable[[str], bool]) -> PastedLine:
    """Tell the parts of a line apart by what they look like."""
    start, end = _name_at(parts, knows)
    name = ", ".join(parts[start:end])
    if not any(letter.isalnum() for letter in name):
        return PastedLine(line, unread=(line,))
    posts: list[str] = []
    days: list[str] = []
    unread: list[str] = []
    role: SignatoryRole | None = None
    for part in (*parts[:start], *parts[end:]):
        if not days and (read_day(part) or looks_like_a_day(part)):
            days.append(part)
        elif role is None and _folded(part) in _ROLES:
            role = _ROLES[_folded(part)]
        else:
            (posts if _POST.search(part) else unread).append(part)
    if not posts and len(unread) == 1 and start == 0:
        posts, unread = unread, []
    return PastedLine(line, name, ", ".join(posts), role, None, "".join(days), tuple(unread))


def _name_at(parts: Sequence[str], knows: Callable[[str], bool]) -> tuple[int, int]:
    """Return where the organisation's name begins and ends: a known one, else what comes first."""
    for size in range(min(len(parts), 4), 0, -1):
        for start in range(min(len(parts), 8) - size + 1):
            if knows(", ".join(parts[start : start + size])):
                return start, start + size
    end = next(
        (at for at, part in enumerate(parts) if at and (_is_plain_field(part) or _POST.search(part))), len(parts)
    )
    if end == len(parts) and not any(_BODY.search(part) for part in parts[1:end]):
        end = 1
    if not _BODY.search(", ".join(parts[:end])):
        body = next((at for at, part in enumerate(parts) if _BODY.search(part) and not _POST.search(part)), None)
        if body is not None:
            return body, body + 1
    return 0, end


def _dated(read: PastedLine, day: date | None) -> PastedLine:
    """Turn the text of a date into the day; a month takes the day of the declaration if it lies in it."""
    if not read.day_text:
        return replace(read, day=day)
    said = read_day(read.day_text)
    if said and said.day:
        return replace(read, day=said.day, day_text="")
    if said and said.month and day and (day.year, day.month) == (said.month.year, said.month.month):
        return replace(read, day=day, day_text="")
    return read
