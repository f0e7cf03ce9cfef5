"""An address that refuses letters to the end gets no more, until somebody says that it works again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from areas.models import AuditEntry, DeadAddress, Letter
from areas.outbox.operations import put_letters, send_waiting_letters, stop_address, trust_address
from areas.outbox.rules import NewLetter
from plans.reminders.operations import run_round
from tests.areas.outbox.conftest import PutLetters
from tests.areas.outbox.test_send_letters import refuse_to_the_end
from tests.cast import Cast
from tests.smtp import Sink


def another(key: str, address: str = "reader0@example.org") -> None:
    put_letters([NewLetter(key, "note", None, address, "Subject", "Text\n", "<p>Text</p>")])


def state(key: str) -> str:
    return Letter.objects.get(key=key).state


def test_a_letter_refused_to_the_end_stops_its_address(put: PutLetters, sink: Sink) -> None:
    put(1)
    refuse_to_the_end(sink, timezone.now())
    assert "451 Try again later" in DeadAddress.objects.get(address="reader0@example.org").reason
    another("late", "Reader0@example.org")
    assert state("late") == "suspended"


def test_what_waits_for_a_dead_address_is_held_back_and_nothing_else(put: PutLetters) -> None:
    put(2)
    stop_address("reader0@example.org", "550 No such mailbox here")
    stop_address("reader0@example.org", "again")
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["suspended", "planned"]
    assert DeadAddress.objects.get().reason == "550 No such mailbox here"


def test_held_back_letters_leave_when_the_address_works_again(put: PutLetters, sink: Sink, cast: Cast) -> None:
    stop_address("reader0@example.org", "550")
    put(1)
    assert send_waiting_letters().accepted == 0
    assert trust_address(address="reader0@example.org", by=cast.leah.pk)
    assert send_waiting_letters().accepted == 1
    assert AuditEntry.objects.get(verb="trusted address").by == cast.leah
    assert not trust_address(address="reader0@example.org", by=cast.leah.pk)


def test_what_was_held_back_for_long_is_not_sent_any_more(put: PutLetters, sink: Sink) -> None:
    stop_address("reader0@example.org", "550")
    put(1)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        trust_address(address="reader0@example.org", by=None)
    assert Letter.objects.get().state == "superseded"


def test_reminders_of_somebody_whom_no_letter_reaches_go_to_the_next_in_turn(cast: Cast) -> None:
    from plans.models import Action

    Action.objects.update(due=None, last_heard_at=timezone.now())
    Action.objects.filter(pk=cast.police_action.pk).update(due=cast.today + timedelta(days=7), last_heard_at=None)
    stop_address(cast.colin.email, "550")
    run_round(day=cast.today)
    assert [letter.address for letter in Letter.objects.all()] == ["olive@example.org"]


@pytest.mark.parametrize(("who", "told"), [("leah", True), ("adam", True), ("olive", False), ("otto", False)])
def test_the_area_lead_hears_of_it(client: Client, cast: Cast, who: str, told: bool) -> None:
    stop_address(cast.colin.email, "550")
    client.force_login(getattr(cast, who))
    assert ("Letters do not reach Colin" in client.get("/me/").content.decode()) is told


def test_the_area_lead_says_that_letters_arrive_again(client: Client, cast: Cast) -> None:
    stop_address(cast.colin.email, "The mail server said: 550 No such mailbox here")
    client.force_login(cast.leah)
    page = client.get(f"/people/{cast.colin.pk}/").content.decode()
    assert "550 No such mailbox here" in page
    page = client.post(f"/people/{cast.colin.pk}/address/", follow=True).content.decode()
    assert "Letters go to colin@example.org again" in page
    assert "Letters do not reach" not in page
    assert not DeadAddress.objects.exists()


@pytest.mark.parametrize("who", ["olive", "colin", "reg", "ana", "otto"])
def test_nobody_else_may_say_so(client: Client, cast: Cast, who: str) -> None:
    stop_address(cast.colin.email, "550")
    client.force_login(getattr(cast, who))
    assert client.post(f"/people/{cast.colin.pk}/address/").status_code == 404
    assert DeadAddress.objects.exists()
