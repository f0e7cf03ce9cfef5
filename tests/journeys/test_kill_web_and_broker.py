"""Web server, worker and broker are killed, restarted and emptied at random points: each letter is whole and leaves once.

The seed is printed with a failure; ``KILL_SEED`` plays the same run again.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.embedded import EmbeddedPostgres, EmbeddedValkey
from tests.journeys.mishaps import House
from tests.smtp import Sink, running_sink

WEB, EMPTIED, RESTARTED, WORKER = 45, 12, 6, 2
POINTS = WEB + EMPTIED + RESTARTED + WORKER


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Start a mail server."""
    with running_sink() as sink:
        yield sink


@pytest.fixture
def house(sink: Sink) -> Iterator[House]:
    """Start everything on servers of its own, with a plan for each point."""
    home = Path(tempfile.mkdtemp(prefix="ckb-"))
    seed = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(10**6))
    print(f"KILL_SEED={seed}")
    with EmbeddedPostgres(home, durable=False) as postgres, EmbeddedValkey(home, durable=False) as valkey:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "concordat.settings.local",
            "CONCORDAT_HOME": str(home),
            "DATABASE_URL": postgres.url,
            "REDIS_URL": valkey.url,
            "LETTER_HOURS": "any",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "SECRET_KEY": "a secret for journeys only, long enough to be taken seriously",
        }
        house = House(env, valkey, random.Random(seed))
        house.prepare(POINTS)
        house.start()
        try:
            yield house
        finally:
            house.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.time_limit(300)
def test_whatever_is_killed_each_nudge_is_whole_and_its_letters_leave_once(house: House, sink: Sink) -> None:
    mishaps = [house.kill_web] * WEB + [house.empty_broker] * EMPTIED
    mishaps += [house.restart_broker] * RESTARTED + [house.kill_worker] * WORKER
    house.dice.shuffle(mishaps)
    for mishap, plan in zip(mishaps, house.plans, strict=True):
        mishap(plan)
    _each_nudge_is_whole_or_was_never_made(house)
    _what_was_answered_was_done(house)
    _pressed_again_each_plan_is_asked_after_once(house)
    _a_round_without_its_broker_loses_nothing(house)
    house.until(lambda: not house.ask("SELECT 1 FROM areas_letter WHERE state <> 'sent'"), "letters still wait")
    _each_letter_arrived_once_or_is_flagged(house, sink)
    before = len(sink.letters)
    house.run("manage.py", "run_reminders")
    assert house.ask("SELECT 1 FROM areas_letter WHERE state <> 'sent'") == []
    assert len(sink.letters) == before, "a second run the same day sends nothing"


def _letters_of_nudges(house: House) -> Counter[int]:
    rows = house.ask("SELECT split_part(key, ':', 2)::int FROM areas_letter WHERE kind = 'nudge'")
    return Counter(plan for (plan,) in rows)


def _each_nudge_is_whole_or_was_never_made(house: House) -> None:
    nudged = {plan for (plan,) in house.ask("SELECT plan_id FROM plans_nudge")}
    told = {plan for (plan,) in house.ask("SELECT plan_id FROM plans_reminder WHERE kind = 'nudge'")}
    written = house.ask("SELECT (after->>'plan')::int FROM areas_auditentry WHERE verb = 'nudged'")
    assert _letters_of_nudges(house) == dict.fromkeys(nudged, 4), "its four readers, or nobody"
    assert told == nudged
    assert sorted(plan for (plan,) in written) == sorted(nudged)
    assert len(house.cut_off) >= 5, "too few requests were cut off to prove anything"


def _what_was_answered_was_done(house: House) -> None:
    nudged = {plan for (plan,) in house.ask("SELECT plan_id FROM plans_nudge")}
    assert set(house.answered.values()) == {302}
    assert set(house.answered) <= nudged
    assert len(house.answered) >= EMPTIED + RESTARTED + WORKER, "a broker that is away stops nobody"


def _pressed_again_each_plan_is_asked_after_once(house: House) -> None:
    for plan in house.cut_off:
        assert house.post(plan) in (200, 302)
    assert _letters_of_nudges(house) == dict.fromkeys(house.plans, 4)


def _a_round_without_its_broker_loses_nothing(house: House) -> None:
    house.valkey.stop()
    house.run("manage.py", "run_reminders")
    assert house.ask("SELECT 1 FROM areas_letter WHERE kind = 'digest'"), "the round wrote nothing"
    house.valkey.start()


def _each_letter_arrived_once_or_is_flagged(house: House, sink: Sink) -> None:
    copies = Counter(str(letter["Message-ID"]) for letter in sink.letters)
    letters = dict(house.ask("SELECT message_id, maybe_twice FROM areas_letter"))
    assert set(copies) == set(letters)
    assert {number for number, count in copies.items() if count > 1} <= {one for one, twice in letters.items() if twice}
    assert sum(copies.values()) - len(copies) <= WORKER, "a kill may double one letter at the most"
