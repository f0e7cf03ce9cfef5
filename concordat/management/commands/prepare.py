"""``manage.py prepare``: what has to be true before web, worker and timetable start."""

from __future__ import annotations

import time
from io import StringIO
from typing import Any, TextIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import DatabaseError, connection

from concordat.embedded.errors import EmbeddedError, disk_full, from_os_error
from concordat.embedded.outside import check_database

STEPS = (
    ("Tables", "migrate"),
    ("Catalogue of standards", "load_standards"),
    ("Regions and local areas", "load_places"),
)
DEMO = ("Demo country (invented)", "seed_demo")
#: Not in a demo country, which has partnerships of its own, and areas without one.
REAL = ("A partnership for every area", "load_partnerships")
#: The table whose row says that the country is invented.
DEMO_MARK = ("plans", "DemoSeed")


class Command(BaseCommand):
    """Bring tables, catalogue, places and partnerships up to date; running it twice changes nothing."""

    help = (
        "Bring tables, catalogue, places and partnerships up to date. "
        "Run it after every new version; twice does no harm."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--demo``."""
        parser.add_argument("--demo", action="store_true", help="also load the invented demo country")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each step and say how long it took; a failure is one sentence."""
        try:
            check_database(settings.DATABASES["default"])
            for title, command in STEPS:
                self._step(title, command, StringIO())
            if options["demo"]:
                self._step(*DEMO, self.stdout)
            elif not _is_demo():
                self._step(*REAL, StringIO())
        except EmbeddedError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(str(from_os_error(error, settings.CONCORDAT_HOME))) from error
        finally:
            connection.close()

    def _step(self, title: str, command: str, words: TextIO | OutputWrapper) -> None:
        if command not in get_commands():
            return
        began = time.monotonic()
        try:
            call_command(command, verbosity=0, stdout=words)
        except DatabaseError as error:
            if "No space left on device" in str(error):
                raise disk_full(settings.CONCORDAT_HOME) from error
            cause = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise CommandError(
                f"The step “{title}” failed: {cause}. Run “manage.py {command}” to see all of it."
            ) from error
        self.stdout.write(f"{title}: done in {time.monotonic() - began:.1f} seconds")
        self.stdout.flush()


def _is_demo() -> bool:
    return bool(apps.get_model(*DEMO_MARK)._default_manager.exists())
