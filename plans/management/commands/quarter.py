"""``manage.py quarter``: freeze, publish, correct or check a quarter."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from concordat.periods import Quarter, read_quarter
from concordat.web.words import plural
from plans.rollups.models import PublishedQuarter
from plans.rollups.operations import StaleRevision, correct_quarter, freeze_quarter, publish_quarter
from plans.rollups.queries.manifest import TABLES, not_as_frozen
from plans.rollups.queries.quarters import how_complete, newest_revision, revisions_of
from plans.rollups.rules.quarters import CannotFreeze


class Command(BaseCommand):
    """Each step may be done twice; what is frozen never changes."""

    help = (
        "Freeze, publish or correct a quarter such as 2026-27-Q2; status says what is missing, check compares hashes."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take what to do, the quarter, and for freezing the day."""
        parser.add_argument("do", choices=["status", "freeze", "publish", "correct", "check"])
        parser.add_argument("quarter", type=_quarter, help="for example 2026-27-Q2")
        parser.add_argument(
            "--as-at", type=date.fromisoformat, help="the day whose end is frozen; otherwise the quarter's"
        )
        parser.add_argument("--reason", default="", help="why it is corrected")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what came of it."""
        quarter: Quarter = options["quarter"]
        as_at = options["as_at"] or quarter.end
        try:
            self.stdout.write(self._do(options["do"], quarter, as_at, options["reason"]))
        except (CannotFreeze, StaleRevision) as refusal:
            raise CommandError(f"{refusal}.") from refusal

    def _do(self, what: str, quarter: Quarter, as_at: date, reason: str) -> str:
        if what == "status":
            return _status(quarter)
        if what == "check":
            return _check(quarter)
        if what == "freeze":
            return _said(freeze_quarter(quarter=quarter, as_at=as_at, by=None))
        newest = newest_revision(quarter)
        revision = newest.revision if newest else 1
        if what == "publish":
            return _said(publish_quarter(quarter=quarter, revision=revision, by=None))
        return _said(correct_quarter(quarter=quarter, revision=revision, as_at=as_at, reason=reason, by=None))


def _quarter(text: str) -> Quarter:
    try:
        return read_quarter(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _said(one: PublishedQuarter) -> str:
    rows = ", ".join(
        f"{one.manifest['tables'][name]['rows']} {name}" for name in TABLES if name in one.manifest["tables"]
    )
    state = "published" if one.is_published else "frozen, not published"
    return f"{one} is {state}, as at the end of {one.as_at}: {rows}."


def _status(quarter: Quarter) -> str:
    found = how_complete(quarter, timezone.localdate())
    lines = [f"[{'x' if one.is_done else ' '}] {one.words}. {one.says}".rstrip() for one in found.checks]
    waited = [f"    {one.region}: {one.name}, {one.live} actions" for one in found.chase]
    return "\n".join([*lines, *waited, *map(_said, revisions_of(quarter))])


def _check(quarter: Quarter) -> str:
    """Compare every revision with its manifest. Raises ``CommandError`` where one differs."""
    revisions = revisions_of(quarter)
    differing = [f"{one}: {', '.join(tables)}" for one in revisions if (tables := not_as_frozen(one))]
    if differing:
        raise CommandError(f"Not as they were frozen: {'; '.join(differing)}.")
    return f"As frozen: {plural(len(revisions), 'revision')}."
