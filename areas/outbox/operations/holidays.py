"""Keep the list of bank holidays as GOV.UK has it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction

from areas.outbox.models import BankHoliday

log = logging.getLogger(__name__)


def ask_govuk() -> Mapping[date, str]:
    """Return the bank holidays of England and Wales by day, from GOV.UK; empty where it cannot be reached."""
    from govuk_bank_holidays.bank_holidays import BankHolidays  # it loads an HTTP client: only where it is asked

    class Asked(BankHolidays):  # type: ignore[misc]
        """The list on GOV.UK, without the bundled one in its place."""

        @classmethod
        def load_backup_data(cls) -> dict[str, object]:
            return {}

    holidays = Asked(download_timeout=10).data.get(BankHolidays.ENGLAND_AND_WALES, [])
    return {one["date"]: one["title"] for one in holidays}


def refresh_holidays(*, ask: Callable[[], Mapping[date, str]] = ask_govuk) -> int:
    """Store the list as it is now; returns how many days it names. Nothing changes where there is no answer."""
    try:
        found = ask()
    except Exception:
        log.warning("The list of bank holidays could not be read; what is known stays", exc_info=True)
        return 0
    if not found:
        return 0
    with transaction.atomic():
        years = {day.year for day in found}
        BankHoliday.objects.filter(day__year__in=years).exclude(day__in=found).delete()
        BankHoliday.objects.bulk_create(
            [BankHoliday(day=day, title=title) for day, title in found.items()],
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["title"],
        )
    return len(found)
