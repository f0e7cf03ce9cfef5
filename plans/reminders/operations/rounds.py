"""The daily round: rules, planning, letters, and a note that it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from concordat.jobs import hand_over_on_commit
from plans.reminders.models import ReminderRound
from plans.reminders.operations.composing import compose_digests
from plans.reminders.operations.planning import plan_reminders
from plans.reminders.operations.settings import ensure_rules
from plans.reminders.queries.wanted import letter_day


@dataclass(frozen=True)
class RoundResult:
    """What a round did."""

    day: date
    reminders: int
    superseded: int
    letters: int
    is_working_day: bool = True


def run_round(*, day: date | None = None) -> RoundResult:
    """Plan and write the letters of ``day`` (today), then ask for them to be sent.

    May run twice, or two at a time: unique keys make the same letters once. Killed half-way, the
    next run completes it. What no round saw on the days before is caught up: each action then
    speaks at the most urgent step it has reached, once. On a day without letters (a weekend, a bank
    holiday) nothing is planned: the next working day speaks of it.
    """
    day = day or timezone.localdate()
    ensure_rules()
    if letter_day(day) != day:
        return RoundResult(day, 0, 0, 0, is_working_day=False)
    ReminderRound.objects.bulk_create([ReminderRound(day=day, began_at=timezone.now())], ignore_conflicts=True)
    planned = plan_reminders(day=day)
    letters = compose_digests(day=day)
    ReminderRound.objects.filter(day=day).update(
        ended_at=timezone.now(),
        reminders=F("reminders") + planned.made,
        letters=F("letters") + letters,
    )
    hand_over_on_commit("areas.tasks.send_letters")
    return RoundResult(day, planned.made, planned.superseded, letters)
