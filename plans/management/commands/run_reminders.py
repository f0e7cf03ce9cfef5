"""``manage.py run_reminders``: plan and write the day's letters, or only say what they would be."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from concordat.web.words import date_words, plural
from plans.reminders.operations import run_round
from plans.reminders.queries.forecast import ForecastLetter, forecast


class Command(BaseCommand):
    """Runs the round of a day."""

    help = "Plan and write the day's letters; with --dry-run only print who would hear what, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, and whether to write."""
        parser.add_argument("--date", help="the day, written 2026-11-23; today when it is not given")
        parser.add_argument("--dry-run", action="store_true", help="print who would hear what; write nothing")

    def handle(self, *args: Any, date: str | None, dry_run: bool, **options: Any) -> None:
        """Run the round, or print it."""
        day = _read(date)
        if dry_run:
            self._print(day)
            return
        done = run_round(day=day)
        if not done.is_working_day:
            self.stdout.write(f"{date_words(day)} is not a working day: no letter leaves before the next one.")
            return
        self.stdout.write(
            f"Round of {date_words(day)}: {plural(done.reminders, 'reminder')} planned, "
            f"{plural(done.letters, 'letter')} written, {done.superseded} no longer needed. "
            "The worker sends what waits."
        )

    def _print(self, day: date) -> None:
        found = forecast(first=day, last=day, places=None)
        for letter in found.letters:
            self.stdout.write(_words(letter))
        total = plural(found.total, "person", "people")
        self.stdout.write(f"{date_words(day)}: {total} would hear from us. Nothing was written.")


def _read(text: str | None) -> date:
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"Write the day like 2026-11-23, not “{text}”.") from None


def _words(letter: ForecastLetter) -> str:
    lines = [f"{letter.name} ({letter.why_them}):"]
    for reason in letter.reasons:
        due = f", {date_words(reason.line.due)}" if reason.line.due else ""
        lines.append(f"  {reason.words}{due}: {reason.line.number} {reason.line.quote}")
    if letter.unnamed:
        lines.append(f"  and {letter.unnamed} more")
    return "\n".join(lines)
