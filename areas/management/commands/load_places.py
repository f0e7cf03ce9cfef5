"""``manage.py load_places``: regions, areas, kinds of organisation and known organisations."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from areas.organisations.operations import load_organisations
from areas.places.operations import load_places


class Command(BaseCommand):
    """Load the places and the organisations; safe to run twice."""

    help = "Load regions, areas, kinds of organisation and known organisations. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load both or nothing, and say what changed."""
        with transaction.atomic():
            loaded = load_places() | load_organisations()
        for table, rows in loaded.items():
            self.stdout.write(f"{table}: {rows}")
