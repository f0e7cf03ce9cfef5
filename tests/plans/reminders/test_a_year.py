"""A year of a small country, day by day: whatever people do, the promises about letters hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from areas.models import Letter, Membership
from areas.outbox.queries import bank_holidays
from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.working_days import is_working_day
from plans.models import Action, Reminder
from plans.reminders.operations import run_round
from plans.reminders.rules import AUDIENCE
from tests.cast import Cast

FIRST, DAYS = date(2026, 11, 23), 365


@dataclass(frozen=True)
class Life:
    """What happens: due dates by day from the first, on which days somebody answers, on which no service runs."""

    due: tuple[int, int]
    answers: dict[int, frozenset[int]] = field(default_factory=dict)
    away: frozenset[int] = frozenset()


lives = st.builds(
    Life,
    due=st.tuples(st.integers(-80, 360), st.integers(-80, 360)),
    answers=st.dictionaries(st.integers(0, DAYS - 1), st.frozensets(st.integers(0, 1), min_size=1), max_size=8),
    away=st.builds(
        lambda begin, length: frozenset(range(begin, begin + length)), st.integers(0, 360), st.integers(0, 9)
    ),
)


pytestmark = pytest.mark.usefixtures("by_day")


def replay(cast: Cast, life: Life) -> list[tuple[date, str, int, str, int, str]]:
    """Live the year; return (day, name, action, kind, step, cycle) of each reminder that was sent."""
    actions = (cast.police_action, cast.council_action)
    long_ago = datetime(2026, 10, 5, 12, tzinfo=UTC)
    for action, days in zip(actions, life.due, strict=True):
        Action.objects.filter(pk=action.pk).update(due=FIRST + timedelta(days=days), last_heard_at=long_ago)
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        if number not in life.away:
            run_round(day=day)
            Letter.objects.filter(state="planned").update(state="sent", sent_at=timezone.now())
        for which in life.answers.get(number, ()):
            said = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
            Action.objects.filter(pk=actions[which].pk).update(last_heard_at=said)
    sent = Reminder.objects.filter(letter__state="sent", superseded_at__isnull=True).order_by("planned_on", "pk")
    return list(sent.values_list("planned_on", "person__name", "action", "kind", "step", "cycle"))


# Without shrinking: a life that breaks a promise is shown as it was found, within the time a test has.
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@pytest.mark.time_limit(240)
@given(life=lives)
def test_a_year_keeps_every_promise(cast: Cast, life: Life) -> None:
    with transaction.atomic():
        told = replay(cast, life)
        _at_most_one_letter_a_day()
        _only_on_working_days()
        _only_to_those_who_may_see_it()
        _nothing_due_is_missed(cast, life, told)
        _the_ladder_climbs_and_stops(cast, life, told)
        transaction.set_rollback(True)


def _at_most_one_letter_a_day() -> None:
    keys = list(Letter.objects.exclude(state="superseded").values_list("person", "key"))
    assert len({(person, key.split(":")[1]) for person, key in keys}) == len(keys)


def _only_on_working_days() -> None:
    days = {date.fromisoformat(key.split(":")[1]) for key in Letter.objects.values_list("key", flat=True)}
    assert all(is_working_day(day, bank_holidays()) for day in days)


def _only_to_those_who_may_see_it() -> None:
    for reminder in Reminder.objects.select_related("person", "plan"):
        regions = frozenset(reminder.plan.areas.values_list("region_id", flat=True))
        reach = reach_of(reminder.person, reminder.planned_on)
        assert reach.may(P.VIEW, partnership_id=reminder.plan.partnership_id, region_ids=regions)


def _nothing_due_is_missed(cast: Cast, life: Life, told: list[tuple[date, str, int, str, int, str]]) -> None:
    """Each date that passes without an answer, while the service runs, has been spoken of on both sides."""
    for which, action in enumerate((cast.police_action, cast.council_action)):
        due = FIRST + timedelta(days=life.due[which])
        heard = [FIRST + timedelta(days=number) for number, who in life.answers.items() if which in who]
        about = {(kind, cycle) for _, _, pk, kind, _, cycle in told if pk == action.pk}
        week = [due + timedelta(days=number) for number in range(1, 13)]
        runs = [day for day in week if (day - FIRST).days not in life.away and is_working_day(day, bank_holidays())]
        late = [day for day in runs if FIRST <= day < FIRST + timedelta(days=DAYS)]
        if (
            late
            and not any(due < day <= late[0] for day in heard)
            and due + timedelta(days=12) < FIRST + timedelta(DAYS)
        ):
            assert ("overdue", due.isoformat()) in about, (due, heard)


def _the_ladder_climbs_and_stops(cast: Cast, life: Life, told: list[tuple[date, str, int, str, int, str]]) -> None:
    """Without an answer in between, the next step about a date reaches a rung at least as high, and each step once."""
    rung = {
        name: AUDIENCE.index(role)
        for name, role in Membership.objects.values_list("person__name", "role")
        if role in AUDIENCE
    }
    steps: dict[tuple[int, str, str], list[tuple[date, int, int]]] = defaultdict(list)
    for day, name, action, kind, step, cycle in told:
        steps[action, kind, cycle].append((day, step, rung[name]))
    for (action, kind, _), spoken in steps.items():
        if kind == "silent":
            continue
        which = 0 if action == cast.police_action.pk else 1
        heard = {FIRST + timedelta(days=number) for number, who in life.answers.items() if which in who}
        for (day, step, low), (later, lower, high) in pairwise(spoken):
            assert lower < step
            answered = any(day <= one < later for one in heard)
            first_rung = which  # the police have a contributor; the council's first rung is its officer
            assert high == first_rung if answered else high == min(low + 1, len(AUDIENCE) - 1)
