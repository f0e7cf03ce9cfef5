"""Adding and changing an action on screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import Action, Submission
from tests.cast import Cast


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def add(client: Client, cast: Cast, **typed: Any) -> HttpResponse:
    return client.post(f"/plans/{cast.plan.pk}/actions/add/", {"text": "Open a crisis café", **typed})


def edit(client: Client, cast: Cast, **typed: Any) -> HttpResponse:
    form = client.get(f"/actions/{cast.police_action.pk}/edit/").context["form"]
    shown = {name: value for name, value in form.initial.items() if value is not None}
    return client.post(f"/actions/{cast.police_action.pk}/edit/", {**shown, **typed})


def added() -> list[Action]:
    return list(Action.objects.filter(text="Open a crisis café"))


def test_an_action_without_timescale_is_added_at_once(officer: Client, cast: Cast) -> None:
    response = add(officer, cast, lead=cast.police.pk, partners=[cast.trust.pk], standards=[cast.standard.pk])
    (action,) = added()
    assert response.headers["Location"] == f"/actions/{action.pk}/"
    assert (action.lead, list(action.partners.all())) == (cast.police, [cast.trust])


def test_the_reading_of_a_timescale_is_shown_before_anything_is_saved(officer: Client, cast: Cast) -> None:
    response = add(officer, cast, timescale="Q1 Q3")
    text = response.content.decode()
    assert "We read “Q1 Q3” as: 30 June 2026, then 31 December 2026." in text
    assert "Nothing is saved yet" in text
    assert not added()


def test_the_second_press_saves_what_was_shown(officer: Client, cast: Cast) -> None:
    seen = add(officer, cast, timescale="Q1 Q3").context["form"]["timescale_seen"].value()
    add(officer, cast, timescale="Q1 Q3", timescale_seen=seen)
    assert [action.timescale for action in added()] == ["Q1 Q3"]


def test_a_timescale_changed_after_the_reading_is_shown_again(officer: Client, cast: Cast) -> None:
    assert add(officer, cast, timescale="Q2", timescale_seen="Q1").status_code == 200
    assert not added()


def test_something_ongoing_is_asked_for_its_next_review(officer: Client, cast: Cast) -> None:
    asked = "When will you look at it again?"
    assert asked in add(officer, cast, timescale="Ongoing").content.decode()
    assert asked not in add(officer, cast, timescale="Ongoing, review March 2027").content.decode()


def test_check_shows_the_reading_and_saves_nothing(officer: Client, cast: Cast) -> None:
    response = add(officer, cast, timescale="Q1", timescale_seen="Q1", check="1")
    assert "We read “Q1” as" in response.content.decode()
    assert not added()


def test_a_doubtful_timescale_asks_to_look(officer: Client, cast: Cast) -> None:
    assert "Please check: December 15 may be" in add(officer, cast, timescale="December 15").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "  "}, "Enter what will be done"),
        ({"text": "x" * 4001}, "Shorten"),
        ({"lead": "999999"}, "Select the lead organisation from the list"),
        ({"standards": ["999999"]}, "Select the standards it helps to meet from the list"),
        ({"age_group": "pets"}, "Select whom the action is for"),
        ({"text": "a\x00b"}, "Remove the characters that cannot be shown"),
        ({"timescale": "Q" * 1001}, "Shorten the timescale"),
    ],
)
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(
    officer: Client, cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    response = add(officer, cast, **{"named_post": "Chief inspector", **typed})
    text = response.content.decode()
    assert sentence.lower() in text.lower()
    assert "<title>Error: " in text
    assert 'value="Chief inspector"' in text
    assert cast.plan.actions.count() == 2


def test_a_form_sent_twice_makes_one_action(officer: Client, cast: Cast) -> None:
    key = officer.get(f"/plans/{cast.plan.pk}/actions/add/").context["form"]["submission_key"].value()
    first, second = (add(officer, cast, submission_key=str(key)) for _ in "ab")
    assert first.headers["Location"] == second.headers["Location"]
    assert len(added()) == Submission.objects.count() == 1


def test_personal_detail_is_asked_about_once(officer: Client, cast: Cast) -> None:
    words = "Review the case: a patient was held for 20 hours"
    asked = add(officer, cast, text=words)
    assert "I have checked" in asked.content.decode()
    assert add(officer, cast, text=words, privacy_checked="on").status_code == 302


def test_a_change_is_saved_without_asking_about_a_known_timescale(officer: Client, cast: Cast) -> None:
    assert edit(officer, cast, text="Train every officer").status_code == 302
    cast.police_action.refresh_from_db()
    assert (cast.police_action.text, cast.police_action.timescale) == ("Train every officer", "31 March 2027")
