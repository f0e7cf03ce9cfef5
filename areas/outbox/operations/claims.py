"""Claim letters, and say for each what became of it. One statement, one commit a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from areas.outbox.models import Letter, LetterQuerySet, LetterTry
from areas.outbox.operations.addresses import stop_address
from areas.outbox.queries import letters_may_leave
from areas.outbox.rules import LEASE, MOST_TRIES, TryOutcome, is_last_try, wait_before_try

_NOTED = "noted AS (INSERT INTO areas_lettertry (letter_id, at, outcome) SELECT id, %(now)s, {outcome} FROM {of})"
#: A letter found handed over has cost its worker its life: that counts as a try.
_CLAIM = f"""
    WITH due AS (
        SELECT id, handed_over_at FROM areas_letter
        WHERE ((state = 'planned' AND (not_before IS NULL OR not_before <= %(now)s))
            OR (state = 'claimed' AND claimed_until < %(now)s)) AND (%(by_day)s OR NOT keeps_hours)
        ORDER BY id LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED
    ), {_NOTED.format(outcome="'stopped'", of="due WHERE handed_over_at IS NOT NULL")}
    UPDATE areas_letter SET
        state = CASE WHEN handed_over_at IS NOT NULL AND attempts + 1 >= %(most)s
            THEN 'failed' ELSE 'claimed' END,
        last_error = CASE WHEN handed_over_at IS NOT NULL
            THEN 'The worker stopped while the mail server had the letter.' ELSE last_error END,
        claimed_until = %(until)s,
        maybe_twice = maybe_twice OR handed_over_at IS NOT NULL,
        attempts = attempts + (handed_over_at IS NOT NULL)::int,
        handed_over_at = NULL
    WHERE id IN (SELECT id FROM due) AND state IN ('planned', 'claimed')
    RETURNING id
"""
_ACCEPTED = f"""
    WITH accepted AS (
        UPDATE areas_letter SET state = 'sent', sent_at = %(now)s, attempts = attempts + 1,
            claimed_until = NULL, handed_over_at = NULL, last_error = ''
        WHERE id = %(sent)s AND state <> 'sent'
        RETURNING id
    ), {_NOTED.format(outcome="'accepted'", of="accepted")}
"""
_SENT = f"{_ACCEPTED} SELECT id FROM accepted"
_NEXT = f"""{_ACCEPTED}
    UPDATE areas_letter SET handed_over_at = %(now)s, claimed_until = %(until)s
    WHERE id = %(begin)s AND state = 'claimed' AND claimed_until = %(lease)s AND handed_over_at IS NULL
"""


def claim_letters(limit: int, now: datetime) -> list[Letter]:
    """Take up to ``limit`` waiting letters for one worker, oldest first (one statement to take).

    A letter whose lease has run out is taken again; it is flagged ``maybe_twice`` only if the
    mail server had it when its worker died. Two workers never get the same letter.
    """
    with connection.cursor() as cursor:
        by_day = letters_may_leave(now)
        cursor.execute(_CLAIM, {"now": now, "until": now + LEASE, "limit": limit, "most": MOST_TRIES, "by_day": by_day})
        return claimed_letters([row[0] for row in cursor.fetchall()])


def claimed_letters(ids: Sequence[int]) -> list[Letter]:
    """Return the letters among ``ids`` that are claimed, oldest first, as they stand now."""
    return list(Letter.objects.filter(pk__in=ids, state="claimed").order_by("pk"))


def next_letter(letter: Letter, now: datetime, *, accepted: Letter | None) -> bool:
    """Note that the server has accepted one letter and is about to get the next (one statement).

    The lease of the next is renewed. Answers False when it is not ours any more: withdrawn, or
    taken by another worker.
    """
    sent = accepted.pk if accepted else None
    lease, renewed = letter.claimed_until, now + LEASE
    letter.claimed_until = renewed
    return _change(_NEXT, {"sent": sent, "begin": letter.pk, "lease": lease, "now": now, "until": renewed})


def mark_sent(letter: Letter, now: datetime) -> bool:
    """Note that the mail server has accepted the letter, whoever holds it now."""
    return _change(_SENT, {"sent": letter.pk, "now": now})


@transaction.atomic
def mark_not_taken(letter: Letter, now: datetime, reason: str, *, maybe: bool) -> None:
    """Note why a try failed: the letter waits longer each time and is parked after the last.

    A letter that was refused to the end stops its address.
    """
    attempt = letter.attempts + 1
    outcome = TryOutcome.UNCLEAR if maybe else TryOutcome.REFUSED
    LetterTry.objects.create(letter=letter, at=now, outcome=outcome.value, reason=reason)
    _still_held([letter]).update(
        state="failed" if is_last_try(attempt) else "planned",
        attempts=attempt,
        not_before=now + wait_before_try(attempt),
        claimed_until=None,
        handed_over_at=None,
        last_error=reason,
        maybe_twice=letter.maybe_twice or maybe,
    )
    if is_last_try(attempt) and not maybe:
        stop_address(letter.address, reason)


def release(letters: Sequence[Letter], reason: str) -> None:
    """Give back letters that were not handed over: no server, or no time.

    It is not the letters' fault: no try is counted, and the next run takes them again.
    """
    _still_held(letters).update(state="planned", claimed_until=None, handed_over_at=None, last_error=reason)


def _still_held(letters: Sequence[Letter]) -> LetterQuerySet:
    """Return those of the letters that no other worker has taken since."""
    leases = {letter.claimed_until for letter in letters}
    ids = [letter.pk for letter in letters]
    return Letter.objects.filter(pk__in=ids, state="claimed", claimed_until__in=leases)


def _change(statement: str, values: dict[str, int | datetime | None]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount > 0)
