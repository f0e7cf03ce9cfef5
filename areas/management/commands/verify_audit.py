"""``manage.py verify_audit``: prove that no entry of the audit trail was altered or taken out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas.audit.queries import broken_entries


class Command(BaseCommand):
    """Check every seal and link of the trail; ends with 1 when one is wrong."""

    help = "Check the audit trail. Ends with 1 and names the entries when one was altered or taken out."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that the trail is whole, or name the broken entries."""
        broken = broken_entries()
        if broken:
            ids = ", ".join(map(str, broken))
            raise CommandError(
                f"The audit trail is broken at these entries: {ids}. Compare them with a backup and find out who could change the table."
            )
        self.stdout.write("The audit trail is whole.")
