"""Rounds: one digest a person and day, whatever is run, killed, missed or run twice."""

import re
import threading
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from areas.models import Letter, Membership
from areas.outbox.operations import send_waiting_letters
from areas.roles.rules import Role
from concordat import jobs
from plans.models import Action, Plan, Reminder, ReminderRound
from plans.planning.operations import begin_edition
from plans.reminders import operations
from plans.reminders.operations import composing, plan_reminders, run_round
from plans.reminders.rules.digest import MOST_LISTED
from tests.cast import Cast, make_action, make_person
from tests.plans.reminders.conftest import SetAction, letters_to
from tests.smtp import Sink

pytestmark = pytest.mark.usefixtures("at_half_past_six")


def words_of(letter: EmailMessage) -> str:
    """Return the text part."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_each_person_gets_one_digest(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-11-30")
    set_action(cast.council_action, due="2026-11-20")
    make_action(cast.plan, "Agree who drives.", lead=cast.police, due=cast.today - timedelta(days=20))
    result = run_round()
    send_waiting_letters()
    assert (result.reminders, result.letters) == (3, 2)
    assert sorted(str(letter["To"]) for letter in sink.letters) == ["colin@example.org", "olive@example.org"]


def test_the_most_urgent_stands_first_with_a_link_to_each(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    soon = set_action(cast.police_action, due="2026-11-30")
    late = make_action(cast.plan, "Agree who drives.", lead=cast.police, due=cast.today - timedelta(days=20))
    run_round()
    send_waiting_letters()
    text = words_of(sink.letters[0])
    assert sink.letters[0]["Subject"] == "Crisis care: 1 past its date, 1 due soon"
    links = [token.split("-")[1].split(".")[0] for token in re.findall(r"http://testserver/u/([^/]+)/", text)]
    assert links == [str(late.pk), str(soon.pk)]
    assert "Was due on 3 November 2026, 20 days ago." in text


def test_a_second_round_makes_and_sends_nothing_more(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-11-30")
    run_round()
    send_waiting_letters()
    again = run_round()
    send_waiting_letters()
    assert (again.reminders, again.letters, len(sink.letters)) == (0, 0, 1)
    assert ReminderRound.objects.get().letters == 1


def test_the_next_day_says_nothing_that_was_said(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    run_round()
    send_waiting_letters()
    assert run_round(day=cast.today + timedelta(days=1)).letters == 0


def test_an_action_that_is_both_late_and_silent_is_listed_once(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-20", heard="2026-01-05")
    assert run_round().reminders == 2
    letter = letters_to("colin")[0]
    assert letter.text.count(cast.police_action.text) == 1
    assert letter.reminders.count() == 2


def test_days_without_service_collapse_to_one_step(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-12-02")
    run_round(day=cast.today)
    send_waiting_letters()
    with time_machine.travel(datetime(2026, 12, 5, 6, 30, tzinfo=UTC), tick=False):
        run_round()
        send_waiting_letters()
    assert list(Reminder.objects.order_by("pk").values_list("kind", "step")) == [("due_soon", 30), ("overdue", -1)]
    assert len(sink.letters) == 2


def test_three_days_without_a_mail_server_end_in_one_digest(
    cast: Cast, set_action: SetAction, sink: Sink, settings: object
) -> None:
    set_action(cast.police_action, due="2026-11-30")
    port, settings.EMAIL_PORT = sink.port, 1  # type: ignore[attr-defined]
    for day in range(3):
        with time_machine.travel(timezone.now() + timedelta(days=day), tick=False):
            make_action(cast.plan, f"Step {day}.", lead=cast.police, due=timezone.localdate() + timedelta(days=1))
            run_round()
            assert send_waiting_letters().server_away
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        run_round()
        send_waiting_letters()
    assert len(sink.letters) == 1
    assert all(f"Step {day}." in words_of(sink.letters[0]) for day in range(3))


def test_an_update_before_sending_takes_the_action_out(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-11-30")
    late = make_action(cast.plan, "Agree who drives.", lead=cast.police, due=cast.today - timedelta(days=20))
    run_round()
    Action.objects.filter(pk=late.pk).update(last_heard_at=timezone.now())
    send_waiting_letters()
    assert sink.letters[0]["Subject"] == "Crisis care: 1 due soon"
    assert "Agree who drives." not in words_of(sink.letters[0])
    assert Reminder.objects.get(action=late).superseded_at == timezone.now()


def test_a_digest_of_which_nothing_is_left_is_not_sent(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-11-30")
    run_round()
    Action.objects.update(last_heard_at=timezone.now())
    send_waiting_letters()
    assert sink.letters == []
    assert Letter.objects.get().state == "superseded"


def test_who_lost_the_right_before_sending_gets_no_letter(cast: Cast, set_action: SetAction, sink: Sink) -> None:
    set_action(cast.police_action, due="2026-11-30")
    run_round()
    Membership.objects.filter(person=cast.colin).update(ended_on=cast.today)
    send_waiting_letters()
    assert sink.letters == []


def test_a_round_killed_before_its_letters_is_completed_by_the_next(
    cast: Cast, set_action: SetAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_action(cast.police_action, due="2026-11-30")
    set_action(cast.council_action, due="2026-11-30")
    monkeypatch.setattr(composing, "CHUNK", 1)
    plan_reminders(day=cast.today)
    composing._compose_chunk(cast.today)
    assert Letter.objects.count() == 1
    assert run_round().letters == 1
    assert Letter.objects.count() == 2
    assert not Reminder.objects.filter(letter=None).exists()


def test_a_failure_while_composing_leaves_no_half_letter(
    cast: Cast, set_action: SetAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_action(cast.police_action, due="2026-11-30")
    with monkeypatch.context() as patch:
        patch.setattr(composing, "_tie", lambda ties: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_round()
    assert Letter.objects.count() == 0
    assert ReminderRound.objects.get().ended_at is None
    assert run_round().letters == 1


def test_the_round_asks_for_the_letters_to_be_sent(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        run_round()
    assert ("areas.tasks.send_letters", ()) in jobs.held


def test_a_long_digest_is_cut_and_says_how_many_more(cast: Cast) -> None:
    for number in range(MOST_LISTED + 12):
        make_action(cast.plan, f"Step {number}. " + "Words of it. " * 60, lead=cast.police, due=cast.today)
    run_round()
    letter = letters_to("colin")[0]
    assert "And 12 more: http://testserver/me/" in letter.text
    assert letter.subject == f"Crisis care: {MOST_LISTED + 12} due soon"
    assert len(letter.html.encode()) + len(letter.text.encode()) < 100_000


def test_a_round_takes_the_same_statements_for_a_small_and_a_large_nation(cast: Cast, set_action: SetAction) -> None:
    counts = []
    for day, people in ((0, 3), (1, 30)):
        for number in range(people):
            action = make_action(cast.plan, f"Step {day}.{number}", lead=cast.police)
            set_action(action, due="2026-11-30")
            make_person(
                f"P{day}{number}", role=Role.CONTRIBUTOR, organisation=cast.police, partnership=cast.partnership
            )
        connection.force_debug_cursor = True
        before = len(connection.queries_log)
        run_round(day=cast.today + timedelta(days=day))
        counts.append(len(connection.queries_log) - before)
        connection.force_debug_cursor = False
        connection.queries_log.clear()
        Letter.objects.update(state="sent", sent_at=timezone.now())
    assert counts[0] == counts[1]
    assert Letter.objects.count() == 4 + 34


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_make_one_set_of_letters(
    cast: Cast, set_action: SetAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "CHUNK", 2)
    set_action(cast.police_action, due="2026-11-30")
    for number in range(9):
        make_person(f"P{number}", role=Role.CONTRIBUTOR, organisation=cast.police, partnership=cast.partnership)
    start = threading.Barrier(3)
    made: list[operations.RoundResult] = []

    def work() -> None:
        start.wait()
        made.append(run_round(day=cast.today))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result.letters for result in made) == Letter.objects.count() == 10
    assert (Reminder.objects.count(), Reminder.objects.filter(letter=None).count()) == (10, 0)


def test_what_was_told_of_an_action_is_not_told_again_of_its_next_edition(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    assert run_round().reminders == 1
    newer = begin_edition(plan_id=cast.plan.pk, plan_year=2026, by=None)
    Plan.objects.filter(pk__in=[cast.plan.pk, newer.pk]).update(published_on=cast.today)
    assert run_round().reminders == 0
