"""What an action's page draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join

from concordat.web.components import Row
from concordat.web.words import list_words
from plans.planning.models import Action
from plans.progress.queries import ActionInFull
from plans.standards.models import Standard


def rows_of(action: Action, more: ActionInFull) -> list[Row]:
    """Return what was promised, line by line."""
    place = [str(action.theme)] if action.theme else []
    return [
        Row("Outcome", action.outcome, preserve_lines=bool(action.outcome)),
        Row("Measure", action.indicator, preserve_lines=bool(action.indicator)),
        Row("Timescale", _timescale(action)),
        Row("Lead", _lead(action)),
        Row("Supporting partners", list_words([one.name for one in more.partners])),
        Row("Named post", action.named_post),
        Row("For whom", action.get_age_group_display() if action.age_group else ""),
        Row("Place in the plan", " – ".join([*place, *([action.heading] if action.heading else [])])),
        Row("Standards", _standards(more.standards)),
    ]


def _timescale(action: Action) -> Any:
    if not action.timescale.strip():
        return ""
    if action.timescale_reading in ("", action.timescale.strip()):
        return action.timescale
    return [action.timescale, f"We read this as: {action.timescale_reading}"]


def _lead(action: Action) -> Any:
    if action.lead is None:
        return f"{action.lead_text} (as the plan writes it)" if action.lead_text else "No lead yet"
    if action.lead_text and action.lead_text.casefold() != action.lead.name.casefold():
        return [action.lead.name, f"In the plan: {action.lead_text}"]
    return action.lead.name


def _standards(standards: Sequence[Standard]) -> Any:
    if not standards:
        return ""
    links = ((f"/standards/{one.section.framework.slug}/{one.code}/", str(one)) for one in standards)
    items = format_html_join("", '<li><a class="govuk-link" href="{}">{}</a></li>', links)
    return format_html('<ul class="govuk-list govuk-!-margin-bottom-0">{}</ul>', items)
