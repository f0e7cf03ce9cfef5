"""``manage.py take_snapshots``: keep the figures of a day that is over."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.rollups.operations import NotOver, take_missing_snapshots, take_snapshots


class Command(BaseCommand):
    """Take them; safe to run twice."""

    help = "Keep the figures of England, its regions and areas as at the end of a day. What is kept never changes."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take ``--date``."""
        parser.add_argument(
            "--date", type=date.fromisoformat, help="the day (2026-09-30); otherwise each of the last seven"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were new."""
        try:
            kept = take_snapshots(options["date"]) if options["date"] else take_missing_snapshots()
        except NotOver as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Kept {kept} new snapshots.")
