"""Days in words, as letters say them."""

from __future__ import annotations

from datetime import date


def date_words(day: date) -> str:
    """Return a date as it is written here: "31 March 2027"."""
    return f"{day.day} {day:%B %Y}"


def days_words(due: date, today: date) -> str:
    """Return how far a date is: "in 7 days", "tomorrow", "today", "yesterday", "3 days ago", "over 2 years ago"."""
    days = (due - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    if years := (max(-days, 1) - 1) // 366:
        return f"over {years} {'year' if years == 1 else 'years'} ago"
    return f"in {days} days" if days > 0 else f"{-days} days ago"
