"""Fifty people save one action at the same moment, through the pages: no text is lost, nobody overwrites anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Semaphore

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from areas.models import Membership, Person
from areas.roles.rules import Role
from plans.models import Action, ProgressUpdate
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
HOW_MANY = 50


@pytest.fixture
def everybody(cast: Cast) -> list[Client]:
    """Sign in fifty officers of Northshire."""
    people = Person.objects.bulk_create(
        Person(email=f"officer{n}@example.org", name=f"Officer {n}", password="!") for n in range(HOW_MANY)
    )
    Membership.objects.bulk_create(
        Membership(person=one, role=Role.OFFICER, partnership=cast.partnership, started_on=cast.today) for one in people
    )
    Membership.objects.update(started_on="2020-01-01")
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return clients


def at_once(clients: list[Client], send: Callable[[int, Client], HttpResponse]) -> list[HttpResponse]:
    """Let each send at the same moment, as many on connections of their own as the server has."""
    barrier, free = Barrier(len(clients)), Semaphore(40)

    def run(number: int) -> HttpResponse:
        barrier.wait(30)
        with free:
            try:
                return send(number, clients[number])
            finally:
                connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(run, range(len(clients))))


def say(cast: Cast, client: Client, words: str, confidence: str, reason: str = "") -> HttpResponse:
    typed = {"version": 1, "delivery_state": "in_progress", "narrative": words, "confidence": confidence}
    return client.post(f"/actions/{cast.police_action.pk}/updates/add/", {**typed, "reason": reason})


def test_one_wins_and_49_see_before_theirs_and_their_own_words(cast: Cast, everybody: list[Client]) -> None:
    answers = at_once(
        everybody, lambda n, client: say(cast, client, f"Sentence of {n}", "at_risk", reason=f"Reason of {n}")
    )
    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: HOW_MANY - 1}
    winner = ProgressUpdate.objects.get()
    for number, answer in enumerate(answers):
        if answer.status_code == 409:
            text = answer.content.decode()
            assert all(words in text for words in (f"Sentence of {number}<", f"Reason of {number}<", winner.reason))
            assert "Nothing of yours is lost" in text
    assert Action.objects.get(pk=cast.police_action.pk).reason == winner.reason


def test_fifty_sentences_about_the_same_state_are_fifty_updates(cast: Cast, everybody: list[Client]) -> None:
    answers = at_once(everybody, lambda n, client: say(cast, client, f"Sentence of {n}", "on_track"))
    assert {answer.status_code for answer in answers} == {302}
    kept = set(ProgressUpdate.objects.values_list("narrative", flat=True))
    assert kept == {f"Sentence of {n}" for n in range(HOW_MANY)}


def test_fifty_edits_of_one_field_leave_one_text_and_49_comparisons(cast: Cast, everybody: list[Client]) -> None:
    address = f"/actions/{cast.police_action.pk}/edit/"
    form = everybody[0].get(address).context["form"]
    shown = {name: value for name, value in form.initial.items() if value is not None}
    answers = at_once(everybody, lambda n, client: client.post(address, shown | {"text": f"Text of {n}"}))
    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: HOW_MANY - 1}
    for number, answer in enumerate(answers):
        assert answer.status_code == 302 or f"Text of {number}<" in answer.content.decode()
