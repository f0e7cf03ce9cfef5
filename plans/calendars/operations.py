"""Make, renew and stop the private address of one's calendar."""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from areas.audit.operations import record
from plans.calendars.models import CalendarAddress
from plans.calendars.queries import hash_of


@transaction.atomic
def make_address(*, person_id: int, now: datetime, by: int) -> str:
    """Make the address, or a new one in place of the old, which works no more; returns its secret part.

    It can be shown this once: only its hash is kept.
    """
    token = token_urlsafe(32)
    address, is_new = CalendarAddress.objects.update_or_create(
        person_id=person_id, defaults={"token_hash": hash_of(token), "made_at": now}
    )
    record(by=by, verb="made calendar address" if is_new else "renewed calendar address", thing=address)
    return token


@transaction.atomic
def stop_address(*, person_id: int, by: int) -> bool:
    """Let the address open nothing any more; answers whether there was one."""
    address = CalendarAddress.objects.select_for_update().filter(person=person_id).first()
    if address is None:
        return False
    record(by=by, verb="stopped calendar address", thing=address)
    address.delete()
    return True
