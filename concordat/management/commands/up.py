"""``manage.py up``: everything on one machine (see ``concordat/embedded/up.py``)."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Start database, job queue, web server, worker and timetable; Ctrl-C stops them all."""

    help = "Start everything on this machine: database, job queue, web, worker, timetable. Ctrl-C stops all."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the supervisor: the same process, without Django in its memory."""
        os.chdir(settings.BASE_DIR)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "concordat.embedded.up"])  # noqa: S606
