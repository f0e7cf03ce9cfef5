"""``manage.py verify_rollups``: prove that stored figures equal a fresh count."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.rollups.operations import refresh_plans, verify
from plans.rollups.queries import plans_behind


class Command(BaseCommand):
    """Compare, say what differs, and with --repair count everything again."""

    help = "Prove that the stored figures equal a fresh count. --repair counts every plan again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take ``--repair``."""
        parser.add_argument("--repair", action="store_true", help="count every plan again, then compare")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference; a difference is a failure."""
        if options["repair"]:
            self.stdout.write(f"Counted {refresh_plans(None)} plans again.")
        found = verify()
        waiting = len(plans_behind(timezone.localdate()))
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                f"{len(found)} stored figures differ. Run manage.py verify_rollups --repair to count all plans again."
            )
        note = f" {waiting} plans wait to be counted." if waiting else ""
        self.stdout.write(f"Every stored figure equals a fresh count.{note}")
