"""``manage.py load_standards``: frameworks of standards and the template's headings."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.standards.operations import FrameworkChanged, load_standards


class Command(BaseCommand):
    """Load the standards; safe to run twice."""

    help = "Load the frameworks of standards and the official template. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing, and say what changed."""
        try:
            loaded = load_standards()
        except FrameworkChanged as refusal:
            raise CommandError(str(refusal)) from refusal
        for table, rows in loaded.items():
            self.stdout.write(f"{table}: {rows}")
