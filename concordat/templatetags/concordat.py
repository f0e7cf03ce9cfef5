"""Words and statuses in templates: ``{% load concordat %}``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from concordat.web import words
from concordat.web.statuses import status_of

register = template.Library()


@register.filter
def date_words(day: date | datetime | None) -> str:
    """``{{ action.due|date_words }}``: "31 March 2027", or nothing for no date."""
    return words.date_words(day)


@register.filter
def ago(then: date | datetime | None) -> str:
    """``{{ area.last_heard|ago }}``: "12 weeks ago", or "never"."""
    return words.ago_words(then, timezone.localdate())


@register.simple_tag
def last_heard(then: date | datetime | None, today: date | None = None, stale: bool = False) -> SafeString:
    """``{% last_heard area.last_heard %}.``: "Last heard 12 weeks ago", with the date for machines and titles."""
    told = {"then": then, "ago": words.ago_words(then, today or timezone.localdate()), "stale": stale}
    # Without the line end of the file, so that a full stop can follow at once.
    return mark_safe(render_to_string("components/_last_heard.html", told).strip())  # noqa: S308 – drawn by a template


@register.filter
def breakable(address: str) -> SafeString:
    """``{{ person.email|breakable }}``: may go on in a new line after its @ and its dots, rather than in a word."""
    return mark_safe(escape(address).replace("@", "@<wbr>").replace(".", ".<wbr>"))  # noqa: S308 – escaped


@register.simple_tag
def count(number: int, one: str, many: str = "") -> str:
    """``{% count 3 "action" %}``: "3 actions"."""
    return words.plural(number, one, many)


@register.simple_tag
def of(part: int, whole: int) -> str:
    """``{% of 12 153 %}``: "12 of 153"."""
    return words.of_words(part, whole)


@register.simple_tag
def percent(part: int, whole: int) -> str:
    """``{% percent 12 153 %}``: "8%"; nothing when the whole is nothing."""
    return words.percent_words(part, whole)


@register.inclusion_tag("components/_status.html")
def status(value: object, label: str = "", note: str = "") -> dict[str, Any]:
    """``{% status action.state action.state_label %}``: a tag with word, shape and colour."""
    return {"status": status_of(value, label, note)}


@register.inclusion_tag("components/_step.html")
def step(number: int, total: int, label: str, stale: bool = False) -> dict[str, Any]:
    """``{% step 3 9 "Declared" %}``: how far along a known road, as word and "3 of 9"."""
    return {"number": number, "total": total, "label": label, "stale": stale, "tone": min(max(number - 1, 0), 8)}


@register.filter
def or_dash(value: object) -> str:
    """Show "–" where there is nothing to show."""
    return "–" if value in (None, "") else str(value)
