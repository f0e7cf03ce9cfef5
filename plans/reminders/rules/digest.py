"""What one person's digest says: most urgent first, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.reminders.rules.kinds import KINDS, URGENCY, Kind, Line, ReminderKind

#: Things listed in one letter; the rest are counted, so that no letter grows past 100 kB.
MOST_LISTED = 25


@dataclass(frozen=True)
class Entry:
    """A line as a letter of one day shows it."""

    line: Line
    day: date

    @property
    def why(self) -> str:
        """Return in a sentence why the line is in the letter."""
        return KINDS[self.line.kind].why(self.line, self.day)

    @property
    def url(self) -> str:
        """Return where one answers, from the root of the site."""
        return KINDS[self.line.kind].url(self.line)


@dataclass(frozen=True)
class Section:
    """The lines of one kind, with what is asked about them. ``total`` counts unlisted ones too."""

    kind: ReminderKind
    entries: tuple[Entry, ...]
    total: int

    @property
    def template(self) -> str:
        """Return the name of its templates, without what they end with."""
        return f"emails/kinds/{self.kind.value}"


@dataclass(frozen=True)
class Digest:
    """Everything one person hears on one day."""

    day: date
    sections: tuple[Section, ...]

    @property
    def total(self) -> int:
        """Return the number of things it is about."""
        return sum(section.total for section in self.sections)

    @property
    def unlisted(self) -> int:
        """Return how many are counted but not listed."""
        return self.total - sum(len(section.entries) for section in self.sections)

    @property
    def noun(self) -> str:
        """Return what the things are: actions, where all of them are."""
        about = {KINDS[section.kind].object_kind for section in self.sections}
        return "action" if about <= {"action"} else "point"

    @property
    def asks_for_updates(self) -> bool:
        """Whether an update answers any of it."""
        return any(KINDS[section.kind].path == Kind.path for section in self.sections)

    @property
    def by_date(self) -> list[Entry]:
        """Return what is listed by date, whatever is asked about it: the letter before an election."""
        entries = [entry for section in self.sections for entry in section.entries]
        return sorted(entries, key=lambda entry: (entry.line.due or date.max, entry.line.about))

    @property
    def summary(self) -> str:
        """Return the counts in words: "2 past their date, 1 due soon"."""
        return summary_words({section.kind: section.total for section in self.sections})


def digest_of(lines: Iterable[Line], day: date) -> Digest:
    """Arrange one person's reminders: each thing is listed once, under its most urgent reason."""
    chosen: dict[tuple[str, int], Line] = {}
    for line in sorted(lines, key=_urgency):
        chosen.setdefault(line.about, line)
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
    """Return counts in words, most urgent first: "2 past their date, 1 due soon"."""
    return ", ".join(
        f"{counts[kind]:,} {KINDS[kind].short if counts[kind] == 1 else KINDS[kind].shorts}"
        for kind in URGENCY
        if counts.get(kind)
    )


def _urgency(line: Line) -> tuple[int, date, date, int, tuple[str, int]]:
    heard = line.heard_on or date.min
    return URGENCY.index(line.kind), line.due or date.max, heard, line.step, line.about


def step_words(kind: ReminderKind, step: int) -> str:
    """Return why a step speaks: "7 days before the due date"."""
    anchor = KINDS[kind].anchor
    if step == 0:
        return f"on {anchor}"
    days = "1 day" if abs(step) == 1 else f"{abs(step)} days"
    return f"{days} {'before' if step > 0 else 'after'} {anchor}"
