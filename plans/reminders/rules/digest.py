"""What one person's digest says: most urgent first, each action once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.planning.rules.states import Rhythm
from plans.reminders.rules.kinds import URGENCY, ReminderKind

#: Actions listed in one letter; the rest are counted, so that no letter grows past 100 kB.
MOST_LISTED = 25
#: Letters of an action's text that are quoted.
LONGEST_QUOTE = 280

_HEADINGS = {
    ReminderKind.OVERDUE: "Past their date",
    ReminderKind.DUE_SOON: "Due soon",
    ReminderKind.SILENT: "Without news in this reporting period",
}
_TODO = {
    ReminderKind.OVERDUE: (
        "Please say how each is going: complete, still under way, or no longer going ahead. "
        "If it needs more time, say until when; the date in the plan can then be changed."
    ),
    ReminderKind.DUE_SOON: "Please say whether each will be done in time, and what would help if not.",
    ReminderKind.SILENT: "A sentence is enough. If nothing has changed, “still true” counts as an update.",
}
_SHORT = {
    ReminderKind.OVERDUE: "past {} date",
    ReminderKind.DUE_SOON: "due soon",
    ReminderKind.SILENT: "without news",
}
_EXPECTED = {
    Rhythm.MONTHLY: "every month",
    Rhythm.QUARTERLY: "every quarter",
    Rhythm.HALF_YEARLY: "every six months",
}


@dataclass(frozen=True)
class Line:
    """One reminder with what is known about its action."""

    kind: ReminderKind
    step: int
    action_id: int
    number: str
    text: str
    due: date | None
    lead: str
    plan: str
    rhythm: str
    heard_on: date | None

    @property
    def quote(self) -> str:
        """Return the action's text, shortened at a word."""
        text = " ".join(self.text.split())
        if len(text) <= LONGEST_QUOTE:
            return text
        return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"

    @property
    def label(self) -> str:
        """Return how the action is called: "action 1.2", or "action" for one without a number."""
        return f"action {self.number}".strip()


@dataclass(frozen=True)
class Entry:
    """A line as a letter of one day shows it."""

    line: Line
    day: date

    @property
    def why(self) -> str:
        """Return in a sentence why the action is in the letter."""
        due, heard = self.line.due, self.line.heard_on
        if self.line.kind == ReminderKind.SILENT or due is None:
            said = f"Last heard on {_date_words(heard)}" if heard else "Nothing heard yet"
            return f"{said}; an update is looked for {expected_words(self.line.rhythm)}."
        verb = "Was due" if due < self.day else "Due"
        return f"{verb} on {_date_words(due)}, {days_words(due, self.day)}."


@dataclass(frozen=True)
class Section:
    """The lines of one kind, with what is asked about them. ``total`` counts unlisted ones too."""

    kind: ReminderKind
    entries: tuple[Entry, ...]
    total: int

    @property
    def heading(self) -> str:
        """Return the heading."""
        return _HEADINGS[self.kind]

    @property
    def todo(self) -> str:
        """Return what to do."""
        return _TODO[self.kind]


@dataclass(frozen=True)
class Digest:
    """Everything one person hears on one day."""

    day: date
    sections: tuple[Section, ...]

    @property
    def total(self) -> int:
        """Return the number of actions."""
        return sum(section.total for section in self.sections)

    @property
    def unlisted(self) -> int:
        """Return the number of actions that are counted but not listed."""
        return self.total - sum(len(section.entries) for section in self.sections)

    @property
    def by_date(self) -> list[Entry]:
        """Return what is listed by date, whatever is asked about it: the letter before an election."""
        entries = [entry for section in self.sections for entry in section.entries]
        return sorted(entries, key=lambda entry: (entry.line.due or date.max, entry.line.action_id))

    @property
    def summary(self) -> str:
        """Return the counts in words: "2 past their date, 1 due soon"."""
        return summary_words({section.kind: section.total for section in self.sections})


def digest_of(lines: Iterable[Line], day: date) -> Digest:
    """Arrange one person's reminders: an action is listed once, under its most urgent reason."""
    chosen: dict[int, Line] = {}
    for line in sorted(lines, key=_urgency):
        chosen.setdefault(line.action_id, line)
    room = MOST_LISTED
    sections = []
    for kind in URGENCY:
        of_kind = sorted((line for line in chosen.values() if line.kind == kind), key=_urgency)
        if of_kind:
            entries = tuple(Entry(line, day) for line in of_kind[:room])
            sections.append(Section(kind, entries, len(of_kind)))
            room -= min(room, len(of_kind))
    return Digest(day, tuple(sections))


def summary_words(counts: Mapping[ReminderKind, int]) -> str:
    """Return counts of actions in words, most urgent first: "2 past their date, 1 due soon"."""
    return ", ".join(
        f"{counts[kind]:,} {_SHORT[kind].format('its' if counts[kind] == 1 else 'their')}"
        for kind in URGENCY
        if counts.get(kind)
    )


def _urgency(line: Line) -> tuple[int, date, date, int, int]:
    heard = line.heard_on or date.min
    return URGENCY.index(line.kind), line.due or date.max, heard, line.step, line.action_id


def _date_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def expected_words(rhythm: str) -> str:
    """Return how often an update is looked for: "every quarter"."""
    return _EXPECTED[Rhythm(rhythm)]


def days_words(due: date, today: date) -> str:
    """Return how far a date is: "in 7 days", "tomorrow", "today", "yesterday", "3 days ago"."""
    days = (due - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days:,} days ago"


def step_words(kind: ReminderKind, step: int) -> str:
    """Return why a step speaks: "7 days before the due date"."""
    anchor = "the end of the reporting period" if kind == ReminderKind.SILENT else "the due date"
    if step == 0:
        return f"on {anchor}"
    days = "1 day" if abs(step) == 1 else f"{abs(step)} days"
    return f"{days} {'before' if step > 0 else 'after'} {anchor}"
