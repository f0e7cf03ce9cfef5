"""``manage.py seed_demo``: the invented country."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from concordat.embedded import secret
from plans.demo.operations import RealDataHere, Seeded, seed


class Command(BaseCommand):
    """Seed the demo; safe to run twice."""

    help = (
        "Load an invented country of 153 areas with plans and three years of news. "
        "Dates are counted back from today. Running it twice changes nothing; it keeps out of a database in use."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take size, day and password."""
        parser.add_argument("--size", type=int, choices=(1, 10, 20, 100), default=1, help="how many Englands")
        parser.add_argument("--today", type=date.fromisoformat, help="count dates back from this day")
        parser.add_argument(
            "--password", help="for the six sign-ins; otherwise the one kept in CONCORDAT_HOME, or made by chance"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write everything or nothing, and say what there is."""
        password = options["password"] or _kept() or secret.easy_to_type()
        try:
            with transaction.atomic():
                seeded = seed(password=password, size=options["size"], today=options["today"])
                where = _keep(password) if seeded.new else ""
        except RealDataHere as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(_told(seeded))
            if seeded.new:
                self.stdout.write(f"Sign in as officer@demo.example with the password {password}{where}")


def _home() -> Path | None:
    home = getattr(settings, "CONCORDAT_HOME", None)
    return home if home and home.is_dir() else None


def _kept() -> str:
    """Return the password that the settings or an earlier start chose."""
    home = _home()
    return getattr(settings, "DEMO_PASSWORD", "") or (secret.kept_in(home, secret.DEMO_PASSWORD) if home else "")


def _keep(password: str) -> str:
    """Keep the password where only its owner can read it, before the rows are there to stay."""
    home = _home()
    if home is None or secret.keep_in(home, secret.DEMO_PASSWORD, password) != password:
        return ""
    return f" (kept in {home / secret.DEMO_PASSWORD})"


def _told(seeded: Seeded) -> str:
    if not seeded.new:
        return f"The demo country (size {seeded.size}) is already here. Nothing was changed."
    return (
        f"An invented country: {seeded.partnerships:,} partnerships, {seeded.plans:,} plans, "
        f"{seeded.actions:,} actions, {seeded.updates:,} updates."
    )
