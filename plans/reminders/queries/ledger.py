"""The ledger: what was sent, what waits, what failed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.fields import BooleanField

from areas.models import Letter, LetterTry, Partnership
from areas.outbox.rules import LetterState
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.reminders.models import Reminder, ReminderRound

#: States in which a letter has yet to leave.
WAITING = (LetterState.PLANNED.value, LetterState.CLAIMED.value)


@dataclass(frozen=True)
class LedgerSums:
    """How many letters stand where, over everything the person may see."""

    waiting: int
    sent: int
    failed: int
    maybe_twice: int
    last_round: datetime | None


def letters_in_reach(reach: Reach) -> QuerySet[Letter]:
    """Return the letters a person may know of, newest first.

    ``is_whole`` says whether everything in the letter is in reach: only then may it be read. A
    contributor who helps two areas gets one digest; each area's officer sees that it went out,
    and neither reads the other's part.
    """
    letters = Letter.objects.select_related("person")
    if reach.nationwide(P.VIEW_REMINDERS):
        return letters.annotate(is_whole=Value(True, output_field=BooleanField()))
    plans = Plan.objects.in_reach(reach, P.VIEW_REMINDERS).order_by().values("pk")
    partnerships = Partnership.objects.in_reach(reach, P.VIEW_REMINDERS).order_by().values("pk")
    mine = Q(plan__in=plans) | Q(plan__isnull=True, partnership__in=partnerships)
    about = Reminder.objects.filter(letter=OuterRef("pk"))
    return letters.filter(Exists(about.filter(mine))).annotate(is_whole=~Exists(about.exclude(mine)))


def ledger(reach: Reach, *, search: str = "", state: str = "") -> QuerySet[Letter]:
    """Return the letters in reach whose reader, address or subject contains ``search``."""
    letters = (
        letters_in_reach(reach)
        .order_by("-pk")
        .annotate(actions=Count("reminders__action", filter=Q(reminders__superseded_at__isnull=True), distinct=True))
    )
    for word in search.split():
        found = Q(person__name__icontains=word) | Q(address__icontains=word) | Q(subject__icontains=word)
        letters = letters.filter(found)
    if state == "maybe_twice":
        return letters.filter(maybe_twice=True)
    if state == "waiting":
        return letters.filter(state__in=WAITING)
    return letters.filter(state=state) if state else letters


def ledger_sums(reach: Reach) -> LedgerSums:
    """Count the letters in reach by where they stand (one statement, and one for the round)."""
    counts = letters_in_reach(reach).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)),
        sent=Count("pk", filter=Q(state=LetterState.SENT.value)),
        failed=Count("pk", filter=Q(state=LetterState.FAILED.value)),
        maybe_twice=Count("pk", filter=Q(maybe_twice=True)),
    )
    ended = ReminderRound.objects.filter(ended_at__isnull=False).values_list("ended_at", flat=True)
    return LedgerSums(**counts, last_round=ended.first())


def letter_in_reach(reach: Reach, letter_id: int) -> Letter | None:
    """Return a letter with ``is_whole``, or None where the person may not know of it."""
    return letters_in_reach(reach).filter(pk=letter_id).first()


def tries_of(letter_id: int) -> list[LetterTry]:
    """Return every try to send a letter, oldest first (one statement)."""
    return list(LetterTry.objects.filter(letter=letter_id))
