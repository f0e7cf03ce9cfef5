"""Links are looked at once a month: once each, by one worker, whatever happens to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from concordat.links import Answer, Outcome
from concordat.timetable import TIMETABLE
from plans import tasks
from plans.evidence.operations import check_links, looking, set_aside
from plans.evidence.operations.looking import LEASE, claim_links
from plans.models import Evidence
from tests.cast import Cast
from tests.plans.evidence.pieces import add_file, add_link
from tests.plans.progress.test_race import at_once

ANSWERS = Answer(Outcome.ANSWERS, "It answers")
SILENT = Answer(Outcome.SILENT, "The server took too long")
GONE = Answer(Outcome.GONE, "The page is not there any more")
GUARDED = Answer(Outcome.GUARDED, "It leads into a private network")


class Asked:
    """Answers what it was told to, and remembers who was asked."""

    def __init__(self, answer: Answer = ANSWERS) -> None:
        self.answer = answer
        self.urls: list[str] = []

    def __call__(self, url: str) -> Answer:
        self.urls.append(url)
        return self.answer


@pytest.fixture
def later(db: None) -> timedelta:
    """Return a step in time that is longer than a month."""
    return timedelta(days=31)


def test_a_link_that_answers_is_looked_at_again_in_a_month(cast: Cast, later: timedelta) -> None:
    one, asked = add_link(cast.police_action), Asked()
    for _ in range(2):
        check_links(ask_address=asked)
    one.refresh_from_db()
    assert asked.urls == [one.url]
    assert (one.link_state, one.last_ok_at) == ("answers", one.checked_at)
    with time_machine.travel(timezone.now() + later):
        check_links(ask_address=asked)
    assert asked.urls == [one.url] * 2


def test_a_link_is_called_broken_since_the_first_look_that_found_nothing(cast: Cast) -> None:
    one = add_link(cast.police_action)
    check_links(ask_address=Asked(SILENT))
    one.refresh_from_db()
    first = one.checked_at
    assert (one.link_state, one.failing_since) == ("doubtful", first)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert check_links(ask_address=Asked(SILENT)).broken == 1
    one.refresh_from_db()
    assert (one.link_state, one.failing_since, one.link_words) == ("broken", first, SILENT.words)


def test_a_broken_link_that_answers_again_is_whole(cast: Cast, later: timedelta) -> None:
    one = add_link(cast.police_action)
    check_links(ask_address=Asked(GONE))
    assert Evidence.objects.broken().get() == one
    with time_machine.travel(timezone.now() + later):
        check_links(ask_address=Asked())
    one.refresh_from_db()
    assert (one.link_state, one.failing_since, one.failures) == ("answers", None, 0)


def test_what_cannot_be_checked_from_here_is_not_called_broken(cast: Cast) -> None:
    one = add_link(cast.police_action)
    check_links(ask_address=Asked(GUARDED))
    one.refresh_from_db()
    assert (one.link_state, one.last_ok_at) == ("guarded", None)


def test_files_and_what_was_set_aside_are_not_looked_at(cast: Cast) -> None:
    add_file(cast.police_action)
    set_aside(evidence_id=add_link(cast.police_action).pk, reason="Wrong", by=None)
    assert check_links(ask_address=Asked()).looked_at == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_look_at_each_link_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "BATCH", 3)
    for n in range(12):
        add_link(cast.police_action, f"https://example.org/{n}")
    asked = Asked()
    at_once(*[lambda: check_links(ask_address=asked)] * 3)
    assert sorted(asked.urls) == sorted(Evidence.objects.values_list("url", flat=True))


def test_what_a_killed_worker_held_is_looked_at_when_its_lease_has_run_out(cast: Cast) -> None:
    add_link(cast.police_action)
    (held,) = claim_links(5, timezone.now())
    assert check_links(ask_address=Asked()).looked_at == 0
    with time_machine.travel(timezone.now() + LEASE + timedelta(minutes=1)):
        assert check_links(ask_address=Asked()).looked_at == 1
    assert looking.keep(held, looking._finding(GONE), timezone.now()) is None
    assert Evidence.objects.get().link_state == "answers"


def test_a_run_that_has_no_time_left_gives_back_what_it_holds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        add_link(cast.police_action, f"https://example.org/{n}")
    began = timezone.now()
    with time_machine.travel(began, tick=False) as clock:

        def slow(url: str) -> Answer:
            clock.shift(timedelta(minutes=8))
            return ANSWERS

        assert check_links(ask_address=slow).looked_at == 1
        assert check_links(ask_address=Asked()).looked_at == 2


def test_the_timetable_has_the_task_every_night(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr("plans.evidence.operations.check_links", lambda: called.append(True))
    tasks.check_links()
    assert called == [True]
    assert "plans.tasks.check_links" in {entry["task"] for entry in TIMETABLE.values()}
