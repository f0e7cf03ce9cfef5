"""Addresses to which no letter comes: what waits for them is held back, until somebody says that they work again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from areas.outbox.models import DeadAddress, Letter
from areas.outbox.rules import LetterState
from concordat.jobs import hand_over_on_commit

#: A letter that was held back for longer says nothing any more.
STILL_GOOD = timedelta(days=3)


@transaction.atomic
def stop_address(address: str, reason: str) -> None:
    """Send nothing more to an address that refused a letter to the end; stopping it twice is stopping it once."""
    DeadAddress.objects.get_or_create(address=address.lower(), defaults={"reason": reason})
    waiting = Letter.objects.not_handed_over().filter(address__iexact=address)
    waiting.update(state=LetterState.SUSPENDED.value, claimed_until=None)


@transaction.atomic
def trust_address(*, address: str, by: int | None) -> bool:
    """Let letters go to an address again, what was held back lately first; answers whether it was stopped."""
    dead = DeadAddress.objects.select_for_update().filter(address=address.lower()).first()
    if dead is None:
        return False
    held = Letter.objects.filter(address__iexact=address, state=LetterState.SUSPENDED.value)
    late = timezone.now() - STILL_GOOD
    held.filter(planned_at__lt=late).update(state=LetterState.SUPERSEDED.value)
    held.update(state=LetterState.PLANNED.value, attempts=0, not_before=None)
    record(by=by, verb="trusted address", thing=dead, before={"reason": dead.reason})
    dead.delete()
    hand_over_on_commit("areas.tasks.send_letters")
    return True
