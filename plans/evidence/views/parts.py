"""What the pages about evidence draw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from concordat.documents.kept_files import KEPT
from concordat.web.components import Cell, Column, Row, Table
from concordat.web.words import date_words
from plans.evidence.models import Evidence
from plans.evidence.rules import Classification, LinkState, Standing

_MARKS = {
    Standing.CURRENT: ("●", ""),
    Standing.BROKEN: ("◆", "app-problem"),
    Standing.EXPIRED: ("▲", "app-problem"),
    Standing.REPLACED: ("○", "app-muted"),
    Standing.SET_ASIDE: ("○", "app-muted"),
}


def evidence_table(
    pieces: Iterable[Evidence], today: date, *, caption: str, with_action: bool = False, hide_caption: bool = False
) -> Table:
    """Return pieces of evidence as a table; ``with_action`` adds the action each belongs to."""
    columns = [
        Column("Evidence"),
        Column("Where from", long=True),
        Column("Dated", nowrap=True),
        Column("How it stands", long=True),
    ]
    if with_action:
        columns.insert(1, Column("Action", long=True))
    rows = []
    for one in pieces:
        row: list[Any] = [Cell(one.title, one.get_absolute_url()), kind_words(one), date_words(one.dated_on)]
        row.append(standing_words(one, today))
        if with_action:
            row.insert(1, Cell(_action_words(one), one.action.get_absolute_url()))
        rows.append(row)
    return Table(caption, columns, rows, hide_caption=hide_caption)


def kind_words(one: Evidence) -> str:
    """Return what it is, in short: "PDF, 48 KB" or "Link to www.example.org"."""
    return f"Link to {one.source}" if one.url else f"{file_kind(one)}, {filesizeformat(one.size)}"


def file_kind(one: Evidence) -> str:
    """Return what people call the kind of file."""
    kind = KEPT.get(one.content_type)
    return kind.label if kind else "File"


def standing_words(one: Evidence, today: date) -> SafeString:
    """Return how a piece stands, as shape and words, and since when."""
    standing = one.standing(today)
    mark, look = _MARKS[standing]
    since = _since(one, standing)
    return format_html(
        '<span class="{}"><span aria-hidden="true">{}</span> {}</span>{}', look, mark, standing.label, since
    )


def _since(one: Evidence, standing: Standing) -> SafeString:
    words = {
        Standing.BROKEN: f"since {date_words(one.failing_since)}",
        Standing.EXPIRED: f"valid until {date_words(one.valid_until)}",
        Standing.REPLACED: f"on {date_words(one.replaced_at)}",
        Standing.SET_ASIDE: f"on {date_words(one.set_aside_at)}",
    }.get(standing, "")
    return format_html("<br>{}", words) if words else SafeString("")


def rows_of(one: Evidence) -> list[Row]:
    """Return everything that is known about a piece, line by line."""
    rows = [
        Row("What it shows", one.shows, preserve_lines=bool(one.shows)),
        Row("Date of the evidence", date_words(one.dated_on)),
        Row("Valid until", date_words(one.valid_until) or "No end"),
        Row("Who it is meant for", Classification(one.classification).label),
        Row("Added", _by(one.at, one.by.name if one.by else "")),
    ]
    if one.update:
        rows.insert(1, Row("Update it belongs to", _update(one)))
    if one.url:
        rows += link_rows(one)
    else:
        rows.append(Row("Fingerprint (SHA-256)", format_html('<span class="app-text">{}</span>', one.sha256)))
    return rows


def link_rows(one: Evidence) -> list[Row]:
    """Return what the monthly look at a link has found."""
    state = LinkState(one.link_state)
    if one.checked_at is None:
        return [Row("Link", "Not checked yet. We look at it in the coming night, then once a month.")]
    words = [one.link_words or state.label]
    if state is LinkState.DOUBTFUL:
        words.append("We look again tomorrow before we call it broken.")
    if state is LinkState.BROKEN:
        words.insert(0, f"Broken since {date_words(one.failing_since)}.")
    return [
        Row("Link", words),
        Row("Last checked", date_words(one.checked_at)),
        Row("Last answered", date_words(one.last_ok_at) or "Never since we look"),
    ]


def older_links(older: Iterable[Evidence]) -> SafeString:
    """Return the older pieces that a piece replaced, as a list of links."""
    each = ((one.get_absolute_url(), one.title, date_words(one.replaced_at)) for one in older)
    return format_html_join("", '<li><a class="govuk-link" href="{}">{}</a>, until {}</li>', each)


def _update(one: Evidence) -> SafeString:
    assert one.update is not None
    link = f"{one.action.get_absolute_url()}#updates"
    return format_html('<a class="govuk-link" href="{}">{}</a>', link, f"Update of {date_words(one.update.at)}")


def _by(at: Any, name: str) -> str:
    return f"{date_words(at)}, {name}" if name else date_words(at)


def _action_words(one: Evidence) -> str:
    text = str(one.action)
    return text if len(text) <= 90 else f"{text[:89]}…"
