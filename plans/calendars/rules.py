"""Dates as calendar programs read them (RFC 5545): whole days, each under an id that stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concordat.choices import Words

#: Most dates one calendar holds, the nearest first: a program reads all of it several times a day.
MOST_DATES = 1500
#: A live action whose date has passed stays in sight this long; after that letters speak of it.
LOOK_BACK = timedelta(days=120)
#: How much of what people wrote stands in a date.
LONGEST_TITLE = 120


class DateKind(Words):
    """What a date is of."""

    ACTION = "action", "Action due"
    MILESTONE = "milestone", "Milestone"
    PERIOD = "period", "Updates wanted"


@dataclass(frozen=True)
class OwnDate:
    """One date of a person. ``of`` is the id of what it is about, ``changed_at`` when that last changed."""

    kind: DateKind
    of: str
    day: date
    title: str
    about: str
    path: str
    changed_at: datetime

    @property
    def summary(self) -> str:
        """Return what a calendar shows: the kind, and what it is about, shortened at a word."""
        title = " ".join(self.title.split())
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
        return f"{self.kind.label}: {title}"


def calendar_of(dates: Iterable[OwnDate], *, site_url: str, host: str) -> bytes:
    """Return the dates as an iCalendar file; the same dates give the same bytes."""
    from icalendar import Calendar, Event  # it loads every time zone: only where a calendar is asked for

    calendar = Calendar()
    calendar.add("prodid", "-//Concordat//Your dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Concordat: your dates")
    calendar.add("x-published-ttl", "PT6H")
    for one in dates:
        event = Event()
        event.add("uid", f"{one.kind.value}-{one.of}@{host}")
        event.add("dtstamp", one.changed_at)
        event.add("last-modified", one.changed_at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.summary)
        event.add("description", one.about)
        event.add("url", site_url + one.path)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
