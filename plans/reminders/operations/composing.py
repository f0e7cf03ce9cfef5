"""Compose digests: one letter a person and day, tied to its reminders in the same transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from areas.models import Letter
from areas.outbox.operations import put_letters, rewrite_letter, withdraw_letters
from areas.outbox.rules import NewLetter
from concordat.mail import Message, write_message
from plans.reminders.operations.planning import supersede_in_letters
from plans.reminders.queries.elections import held_back
from plans.reminders.queries.lines import (
    Pending,
    Reader,
    key_prefix,
    pending_of_letters,
    pending_of_people,
    readers_without_letter,
)
from plans.reminders.rules import Line
from plans.reminders.rules.digest import digest_of

KIND = "digest"
#: People whose letters are written in one transaction.
CHUNK = 200
#: Two rounds at once write their chunks one after the other.
_LOCK = 8_270_415_003


def write_digest(name: str, lines: Iterable[Line], day: date, neutral: AbstractSet[int]) -> Message:
    """Write the digest of one person; one that holds anything of the places in ``neutral`` names dates only."""
    told = tuple(lines)
    template = "digest" if neutral.isdisjoint(line.place for line in told) else "dates"
    return write_message(template, {"name": name, "digest": digest_of(told, day), "day": day})


def compose_digests(*, day: date) -> int:
    """Write the letters of ``day`` in chunks; returns how many. Killed half-way, the next run goes on."""
    written = 0
    while count := _compose_chunk(day):
        written += count
    return written


@transaction.atomic
def _compose_chunk(day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    readers = readers_without_letter(day, CHUNK)
    pending = pending_of_people([reader.id for reader in readers]) if readers else {}
    neutral = _neutral(pending, day)
    letters = [_letter(reader, pending[reader.id], day, neutral) for reader in readers if reader.id in pending]
    ids = put_letters(letters)
    ties = [
        (reminder.id, ids[letter.key])
        for letter in letters
        if letter.key in ids and letter.person_id is not None
        for reminder in pending[letter.person_id]
    ]
    _tie(ties)
    return len(ids)


def _neutral(pending: Mapping[int, Sequence[Pending]], day: date) -> frozenset[int]:
    return held_back({reminder.line.place for told in pending.values() for reminder in told}, day)


def _letter(reader: Reader, pending: Sequence[Pending], day: date, neutral: AbstractSet[int]) -> NewLetter:
    message = write_digest(reader.name, (reminder.line for reminder in pending), day, neutral)
    return NewLetter(
        key=f"{key_prefix(day)}{reader.id}",
        kind=KIND,
        person_id=reader.id,
        address=reader.email,
        subject=message.subject,
        text=message.text,
        html=message.html,
        keeps_hours=True,
    )


def _tie(ties: Sequence[tuple[int, int]]) -> None:
    if not ties:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE plans_reminder SET letter_id = tie.letter
            FROM unnest(%s::bigint[], %s::bigint[]) AS tie (reminder, letter) WHERE id = tie.reminder
            """,
            [[reminder for reminder, _ in ties], [letter for _, letter in ties]],
        )


def look_again(letter_ids: Sequence[int]) -> None:
    """Look at digests that are about to leave: what was overtaken is taken out.

    A digest of which nothing is left is withdrawn, so an empty one is never sent. A letter is
    held against its own day, or today when it has waited.
    """
    today = timezone.localdate()
    by_day: dict[date, list[int]] = defaultdict(list)
    for letter_id, key in Letter.objects.filter(pk__in=letter_ids).values_list("pk", "key"):
        by_day[max(date.fromisoformat(key.split(":")[1]), today)].append(letter_id)
    for day, ids in by_day.items():
        touched = supersede_in_letters(letters=ids, day=day)
        if touched:
            _write_anew(touched, day)


def _write_anew(touched: set[int], day: date) -> None:
    left = pending_of_letters(sorted(touched))
    withdraw_letters(touched - left.keys())
    neutral = _neutral(left, day)
    for letter in Letter.objects.filter(pk__in=left).select_related("person"):
        name = str(letter.person) if letter.person else ""
        lines = [reminder.line for reminder in left[letter.pk]]
        rewrite_letter(letter_id=letter.pk, message=write_digest(name, lines, day, neutral))
