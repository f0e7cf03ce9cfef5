"""Put letters into the outbox, change their words, take them back, park no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from areas.audit.operations import record
from areas.outbox.models import Letter
from areas.outbox.operations.addresses import trust_address
from areas.outbox.rules import LetterState, NewLetter, message_id_for
from concordat.jobs import hand_over_on_commit
from concordat.mail import Message, site_host

_PUT = """
    INSERT INTO areas_letter (
        key, kind, person_id, address, subject, text, html, message_id, keeps_hours, state, planned_at,
        attempts, last_error, maybe_twice
    )
    SELECT letter.*, CASE WHEN EXISTS (SELECT FROM areas_deadaddress AS dead WHERE dead.address = lower(letter.address))
        THEN 'suspended' ELSE 'planned' END, %(now)s, 0, '', false
    FROM unnest(
        %(key)s::text[], %(kind)s::text[], %(person)s::bigint[], %(address)s::text[],
        %(subject)s::text[], %(text)s::text[], %(html)s::text[], %(message_id)s::text[], %(keeps_hours)s::bool[]
    ) AS letter (key, kind, person, address, subject, text, html, message_id, keeps_hours)
    ON CONFLICT (key) DO NOTHING
    RETURNING key, id
"""


def put_letters(rows: Sequence[NewLetter]) -> dict[str, int]:
    """Put letters into the outbox in one statement; a key that is there already is left alone.

    Returns the ids of the letters that are new, by key. They are sent by ``send_letters``, which
    the caller hands over when all its letters are in.
    """
    if not rows:
        return {}
    host = site_host()
    values: dict[str, Any] = {
        "now": timezone.now(),
        "key": [row.key for row in rows],
        "kind": [row.kind for row in rows],
        "person": [row.person_id for row in rows],
        "address": [row.address for row in rows],
        "subject": [row.subject for row in rows],
        "text": [row.text for row in rows],
        "html": [row.html for row in rows],
        "keeps_hours": [row.keeps_hours for row in rows],
        "message_id": [message_id_for(row.key, host) for row in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PUT, values)
        return dict(cursor.fetchall())


def rewrite_letter(*, letter_id: int, message: Message) -> bool:
    """Give a letter that nobody has handed over yet new words; answers whether it took them."""
    return bool(
        Letter.objects.not_handed_over()
        .filter(pk=letter_id)
        .update(subject=message.subject, text=message.text, html=message.html)
    )


def withdraw_letters(letter_ids: Iterable[int]) -> int:
    """Mark letters that nobody has handed over yet as no longer needed; returns how many."""
    return (
        Letter.objects.not_handed_over()
        .filter(pk__in=list(letter_ids))
        .update(state=LetterState.SUPERSEDED.value, claimed_until=None)
    )


def withdraw_older_letters(kind: str, day: date) -> list[int]:
    """Withdraw the letters of ``kind`` that wait from days before ``day``; returns their ids.

    Their keys are written ``kind:day:person``. A letter that may have arrived is left to be sent.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE areas_letter SET state = 'superseded'
            WHERE kind = %s AND state = 'planned' AND NOT maybe_twice AND handed_over_at IS NULL
                AND split_part(key, ':', 2) < %s
            RETURNING id
            """,
            [kind, day.isoformat()],
        )
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def resend_letter(*, letter_id: int, by: int | None) -> bool:
    """Let a parked letter wait again, to the address its reader has now.

    Answers False when the letter is not parked (any more): asking twice sends once.
    """
    letter = Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=letter_id)
    if letter.state != LetterState.FAILED:
        return False
    before = {"state": letter.state, "address": letter.address}
    letter.state = LetterState.PLANNED.value
    letter.address = letter.person.email if letter.person else letter.address
    letter.attempts, letter.not_before = 0, None
    letter.save(update_fields=["state", "address", "attempts", "not_before"])
    after = {"state": letter.state, "address": letter.address}
    record(by=by, verb="sent again", thing=letter, before=before, after=after)
    trust_address(address=letter.address, by=by)
    hand_over_on_commit("areas.tasks.send_letters")
    return True
