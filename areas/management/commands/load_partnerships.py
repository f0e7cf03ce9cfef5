"""``manage.py load_partnerships``: every area that no partnership covers gets its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from areas.partnerships.operations import ensure_ordinary_partnerships


class Command(BaseCommand):
    """Make the ordinary partnerships; safe to run twice."""

    help = "Give every area that no partnership covers one of its own name. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make all or none, and say how many."""
        made = ensure_ordinary_partnerships(today=timezone.localdate())
        self.stdout.write(f"partnerships: {made} added")
