"""The reading of a file as lines of text, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plans.planning.rules.states import Confidence, DeliveryState

_WORDS = {*DeliveryState.values(), *Confidence.values()}


def read_legend(text: str) -> dict[str, str]:
    """Read "red=off_track,green=complete".

    Raises:
        ValueError: an entry is no pair, or its meaning is no state or confidence.
    """
    legend: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        colour, _, meaning = (part.strip().lower() for part in entry.partition("="))
        if not colour or meaning not in _WORDS:
            raise ValueError(f"“{entry}” is not a colour and a meaning. Write red=off_track; meanings are {_choices()}")
        legend[colour] = meaning
    return legend


def printed_lines(reading: Mapping[str, Any]) -> Iterator[str]:
    """Yield the rows, what was left out and why, and the warnings."""
    for place, row in enumerate(reading["actions"], start=1):
        yield f"{place}. {row.get('number') or '–'}  {row['action']}"
        yield f"     timescale “{row.get('timescale') or ''}” – we read this as: {row.get('reading') or 'not set'}"
        yield f"     lead {row.get('lead') or 'not chosen'}{_with(row)} (written “{row.get('lead_text') or ''}”)"
        yield f"     theme {row.get('theme') or '–'}; standards {', '.join(row.get('standards') or ()) or '–'}"
        yield f"     state {row.get('state') or 'not said'}; confidence {row.get('confidence') or 'not said'}"
        for warning in row.get("warnings") or ():
            yield f"     ! {warning}"
    yield f"{len(reading['actions'])} actions; {len(reading['left_out'])} rows left out:"
    for left in reading["left_out"]:
        yield f"  – {left['text'][:100]}: {left['why']}"
    for warning in reading["warnings"]:
        yield f"! {warning}"


def _with(row: Mapping[str, Any]) -> str:
    partners = row.get("partners") or ()
    return f" with {', '.join(partners)}" if partners else ""


def _choices() -> str:
    return ", ".join(sorted(_WORDS))
