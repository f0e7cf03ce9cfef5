"""A signed link to one action: opening writes nothing, sending records in its reader's name, and it ends by itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from areas.models import AuditEntry, Letter, Membership
from plans.models import Action, ProgressUpdate
from plans.progress.operations import record_update
from plans.progress.queries.links import GOOD_FOR_DAYS, token_for
from plans.progress.rules import NewUpdate
from plans.progress.views.links import MOST_ANSWERS, MOST_BROKEN
from plans.reminders.operations import with_signed_links
from tests.cast import Cast
from tests.site.writes import nothing_is_written

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def address(cast: Cast, who: str = "colin", action: Action | None = None) -> str:
    return f"/u/{token_for(getattr(cast, who).pk, (action or cast.police_action).pk)}/"


def send(client: Client, path: str, **typed: Any) -> HttpResponse:
    return client.post(path, {"version": 1, "standing": "in_progress/on_track", "narrative": "Trained 40", **typed})


def test_opening_it_writes_nothing_however_it_is_opened(client: Client, cast: Cast) -> None:
    with nothing_is_written() as written:
        page = client.get(address(cast))
        assert (page.status_code, client.head(address(cast)).status_code) == (200, 200)
    assert written == []
    assert all(words in page.content.decode() for words in (cast.police_action.text, "Colin", "How does it stand?"))


def test_sending_it_records_in_the_readers_name_and_the_trail_says_how(client: Client, cast: Cast) -> None:
    answer = send(client, address(cast))
    assert answer.headers["Location"] == address(cast) + "thanks/"
    update, entry = ProgressUpdate.objects.get(), AuditEntry.objects.get()
    assert (update.by, update.delivery_state, update.confidence) == (cast.colin, "in_progress", "on_track")
    assert (entry.by, entry.verb) == (cast.colin, "recorded update through a link in a letter")
    assert "Trained 40" in client.get(answer.headers["Location"]).content.decode()


def test_still_true_is_one_press(client: Client, cast: Cast) -> None:
    send(client, address(cast), still_true="1", standing="not_started/", narrative="")
    assert ProgressUpdate.objects.get().still_true


def test_still_true_with_another_answer_chosen_drops_nothing(client: Client, cast: Cast) -> None:
    text = send(client, address(cast), still_true="1", narrative="").content.decode()
    assert "Enter a sentence on what has been done" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"narrative": ""}, "Enter a sentence on what has been done"),
        ({"standing": "in_progress/off_track"}, "Enter why the action is off track"),
        ({"standing": ""}, "Select an answer"),
        ({"standing": "withdrawn/"}, "from the list"),
        ({"standing": "merged/"}, "from the list"),
        ({"narrative": "Two patients were moved"}, "It counts fewer than five people"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    client: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    text = send(client, address(cast), **{"reason": "", **typed}).content.decode()
    assert sentence in text
    assert typed.get("narrative", "Trained 40") in text
    assert not ProgressUpdate.objects.exists()


def test_a_form_sent_twice_makes_one_row(client: Client, cast: Cast) -> None:
    key = str(client.get(address(cast)).context["form"]["submission_key"].value())
    assert [send(client, address(cast), submission_key=key).status_code for _ in "ab"] == [302, 302]
    assert ProgressUpdate.objects.count() == 1


def test_no_cookie_and_no_origin_are_needed(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        address(cast), {"version": 1, "standing": "complete/", "narrative": "Done"}, headers={"origin": "null"}
    )
    assert answer.status_code == 302


def test_its_address_goes_nowhere_else(client: Client, cast: Cast) -> None:
    for path in (address(cast), address(cast) + "thanks/", "/u/nonsense/"):
        headers = client.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]


def test_it_serves_its_own_action_only(client: Client, cast: Cast) -> None:
    stolen = token_for(cast.colin.pk, cast.police_action.pk).replace(
        f"-{cast.police_action.pk}.", f"-{cast.council_action.pk}."
    )
    assert client.get(f"/u/{stolen}/").status_code == 404
    assert client.get(address(cast, action=cast.council_action)).status_code == 410


@pytest.mark.parametrize("token", ["x", "1-2", "1-2.abc", "1-2.1tYZab.wrong", "é", "1.2.3.4", "-." * 50])
def test_nothing_can_be_guessed(client: Client, cast: Cast, token: str) -> None:
    answer = client.get(f"/u/{token}/")
    assert answer.status_code == 404
    assert "This link is not complete" in answer.content.decode()


def test_it_runs_out_after_fourteen_days(client: Client, cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        path = address(cast)
    with time_machine.travel(NOW + timedelta(days=GOOD_FOR_DAYS), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(NOW + timedelta(days=GOOD_FOR_DAYS, seconds=1), tick=False):
        answer = send(client, path)
        assert answer.status_code == 410
        assert all(words in answer.content.decode() for words in ("works for 14 days", "/me/"))
    assert not ProgressUpdate.objects.exists()


def end_membership(cast: Cast) -> None:
    Membership.objects.filter(person=cast.colin).update(ended_on="2024-01-01")


def close_account(cast: Cast) -> None:
    type(cast.colin).objects.filter(pk=cast.colin.pk).update(is_active=False)


def give_to_others(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(lead=cast.trust)


@pytest.mark.parametrize("happening", [end_membership, close_account, give_to_others])
def test_it_dies_when_the_action_is_no_longer_in_the_readers_hand(client: Client, cast: Cast, happening: Any) -> None:
    path = address(cast)
    happening(cast)
    answer = send(client, path)
    assert answer.status_code == 410
    assert "the area lead of your partnership can put that right" in answer.content.decode()
    assert cast.police_action.text not in answer.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_it_says_kindly_that_nothing_more_is_needed(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="withdrawn")
    answer = client.get(address(cast))
    assert answer.status_code == 410
    assert "Nothing more is needed here" in answer.content.decode()


def test_an_officer_answers_too_but_withdraws_nothing(client: Client, cast: Cast) -> None:
    path = address(cast, "olive", cast.council_action)
    assert "withdrawn" not in client.get(path).content.decode().lower()
    assert send(client, path).status_code == 302
    assert ProgressUpdate.objects.get().by == cast.olive


def test_whoever_is_signed_in_the_reader_of_the_letter_is_recorded(client: Client, cast: Cast) -> None:
    client.force_login(cast.otto)
    send(client, address(cast))
    assert ProgressUpdate.objects.get().by == cast.colin


def test_two_who_disagree_see_before_theirs_and_mine(client: Client, cast: Cast) -> None:
    record_update(
        action_id=cast.police_action.pk, expected_version=1, by=cast.olive.pk, submission_key=None,
        update=NewUpdate("in_progress", "off_track", "Training stopped", reason="No trainer"),
    )  # fmt: skip
    answer = send(client, address(cast))
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("Before", "Training stopped", "Trained 40", "Off track"))
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("version", "submission_key", "standing", "narrative")}
    assert send(client, address(cast), **again).status_code == 302
    assert ProgressUpdate.objects.count() == 2


def test_two_who_agree_are_both_heard(client: Client, cast: Cast) -> None:
    record_update(
        action_id=cast.police_action.pk, expected_version=1, by=cast.olive.pk, submission_key=None,
        update=NewUpdate("in_progress", "on_track", "Begun"),
    )  # fmt: skip
    page = client.get(send(client, address(cast)).headers["Location"])
    assert "both are kept" in page.content.decode()


@time_machine.travel(NOW, tick=False)
def test_tries_with_links_that_are_none_are_limited(client: Client, cast: Cast) -> None:
    answers = [client.get(f"/u/{n}/").status_code for n in range(MOST_BROKEN + 1)]
    assert (set(answers[:-1]), answers[-1]) == ({404}, 429)
    assert client.get(address(cast)).status_code == 200


@time_machine.travel(NOW, tick=False)
def test_answers_through_one_link_are_limited(client: Client, cast: Cast) -> None:
    answers = [client.post(address(cast), {}).status_code for _ in range(MOST_ANSWERS + 1)]
    assert (set(answers[:-1]), answers[-1]) == ({200}, 429)


@pytest.mark.parametrize(
    ("stands", "chosen"),
    [
        ({"delivery_state": "not_started", "confidence": "at_risk", "reason": "No room"}, "not_started/at_risk"),
        ({"delivery_state": "in_progress", "confidence": "on_track"}, "in_progress/on_track"),
        ({"delivery_state": "complete"}, "complete/"),
    ],
)
def test_the_form_begins_with_how_it_stands(client: Client, cast: Cast, stands: dict[str, str], chosen: str) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(**stands)
    assert f'value="{chosen}"\n                   checked' in client.get(address(cast)).content.decode()


@pytest.fixture
def old(cast: Cast) -> str:
    with time_machine.travel(NOW - timedelta(days=60), tick=False):
        return address(cast)


def test_whoever_has_an_old_link_gets_a_new_one_by_letter_once_a_day(client: Client, cast: Cast, old: str) -> None:
    assert f'action="{old}renew/"' in client.get(old).content.decode()
    for _ in "ab":
        answer = client.post(old + "renew/")
        assert "A letter with a new link is on its way to you." in answer.content.decode()
    letter = Letter.objects.get()
    assert (letter.kind, letter.address) == ("link", cast.colin.email)
    assert "/u/" not in letter.text + letter.html + answer.content.decode()


@time_machine.travel(NOW)
def test_the_new_link_is_in_the_letter_as_it_leaves(client: Client, cast: Cast, old: str) -> None:
    client.post(old + "renew/")
    text = with_signed_links(Letter.objects.get()).text
    (path,) = re.findall(r"http://testserver(/u/[^/]+/)", text)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("happening", [end_membership, close_account, give_to_others])
def test_who_may_not_answer_any_more_gets_no_letter(client: Client, cast: Cast, old: str, happening: Any) -> None:
    happening(cast)
    assert client.post(old + "renew/").status_code == 410
    assert not Letter.objects.exists()


def test_a_link_that_is_none_brings_no_letter(client: Client, cast: Cast) -> None:
    assert client.post("/u/1-2.abc/renew/").status_code == 404
    assert not Letter.objects.exists()
