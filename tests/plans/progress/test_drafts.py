"""What is typed and not saved waits for its writer alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Plan, ProgressUpdate, UpdateDraft
from plans.progress.operations import drop_draft, keep_drafts, record_update
from plans.progress.rules import NewUpdate
from plans.progress.rules.drafts import DRAFTED, MOST_LETTERS, Typed, drafted, fingerprint
from tests.cast import Cast, make_action

texts = st.dictionaries(st.sampled_from(DRAFTED), st.text(max_size=20))


@given(texts, texts)
def test_a_page_notices_whatever_was_touched(one: dict, other: dict) -> None:
    plain = [tuple(some.get(name, "").replace("\r\n", "\n").strip() for name in DRAFTED) for some in (one, other)]
    if "\x1f" not in str(plain):
        assert (fingerprint(one) == fingerprint(other)) == (plain[0] == plain[1])


def test_only_the_fields_of_the_form_are_laid_by() -> None:
    data = {"narrative": "x" * (MOST_LETTERS + 1), "reason": "a\x00b", "csrfmiddlewaretoken": "secret", "version": "1"}
    assert drafted(data) == {"narrative": "x" * MOST_LETTERS, "reason": "ab"}


def typed(cast: Cast, narrative: str, version: int = 1) -> Typed:
    return Typed(cast.police_action.pk, version, {"narrative": narrative})


def test_the_newest_words_take_the_place_of_the_older(cast: Cast) -> None:
    for words in ("Half", "Half a sentence"):
        assert keep_drafts(by=cast.colin.pk, typed=[typed(cast, words)]) == 1
    assert UpdateDraft.objects.get().typed == {"narrative": "Half a sentence"}


def test_each_person_has_a_draft_of_their_own(cast: Cast) -> None:
    for person in (cast.colin, cast.olive):
        keep_drafts(by=person.pk, typed=[typed(cast, person.name)])
    drop_draft(by=cast.olive.pk, action_id=cast.police_action.pk)
    assert UpdateDraft.objects.get().person == cast.colin


def test_a_form_that_says_nothing_is_forgotten(cast: Cast) -> None:
    keep_drafts(by=cast.colin.pk, typed=[typed(cast, "Half")])
    assert keep_drafts(by=cast.colin.pk, typed=[typed(cast, " ")]) == 0
    assert not UpdateDraft.objects.exists()


def test_recording_an_update_ends_the_own_draft_only(cast: Cast) -> None:
    for person in (cast.colin, cast.olive):
        keep_drafts(by=person.pk, typed=[typed(cast, "Half")])
    record_update(
        action_id=cast.police_action.pk, expected_version=1, update=NewUpdate("in_progress", "on_track", "Begun"),
        by=cast.colin.pk, submission_key=None,
    )  # fmt: skip
    assert UpdateDraft.objects.get().person == cast.olive


@pytest.fixture
def colin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.colin)
    return client


def send(client: Client, cast: Cast, what: str = "draft/", **more: Any) -> HttpResponse:
    shown = {"version": 1, "delivery_state": "not_started", "confidence": "", "narrative": "Half a sentence"}
    return client.post(f"/actions/{cast.police_action.pk}/{what}", {**shown, **more})


def test_a_script_lays_by_what_is_typed(colin: Client, cast: Cast) -> None:
    assert send(colin, cast).json() == {"kept": True}
    assert UpdateDraft.objects.get().typed["narrative"] == "Half a sentence"


def test_a_form_that_was_touched_and_says_nothing_is_not_kept(colin: Client, cast: Cast) -> None:
    assert send(colin, cast, narrative="").json() == {"kept": False}


def test_what_was_saved_meanwhile_is_not_laid_by_again(colin: Client, cast: Cast) -> None:
    key = "5d1a2f57-8a55-4b5a-9a63-9a3a6b1a7e11"
    send(colin, cast, "updates/add/", submission_key=key, delivery_state="in_progress", confidence="on_track")
    assert send(colin, cast, submission_key=key).json() == {"kept": False}
    assert not UpdateDraft.objects.exists()


@pytest.mark.parametrize(("who", "answer"), [("reg", 403), ("otto", 404)])
def test_who_may_not_update_lays_nothing_by(client: Client, cast: Cast, who: str, answer: int) -> None:
    client.force_login(getattr(cast, who))
    assert send(client, cast).status_code == answer
    assert not UpdateDraft.objects.exists()


def test_a_script_of_somebody_signed_out_is_told_so(client: Client, cast: Cast) -> None:
    url = f"/actions/{cast.police_action.pk}/draft/"
    assert client.post(url, {"narrative": "Half"}, headers={"accept": "application/json"}).status_code == 401


def test_a_button_keeps_it_for_later_and_the_form_gives_it_back(colin: Client, cast: Cast) -> None:
    send(colin, cast, "updates/add/", later="1", delivery_state="in_progress")
    page = colin.get(f"/actions/{cast.police_action.pk}/updates/add/")
    assert "Your draft." in page.content.decode()
    form = page.context["form"]
    assert (form["narrative"].value(), form["delivery_state"].value()) == ("Half a sentence", "in_progress")
    assert not ProgressUpdate.objects.exists()


def test_a_draft_is_thrown_away(colin: Client, cast: Cast) -> None:
    send(colin, cast)
    assert send(colin, cast, "draft/drop/").status_code == 302
    assert not UpdateDraft.objects.exists()


def test_a_draft_on_an_older_version_is_merged_like_any_late_update(colin: Client, cast: Cast) -> None:
    send(colin, cast)
    record_update(
        action_id=cast.police_action.pk, expected_version=1, update=NewUpdate("in_progress", "on_track", "Begun"),
        by=cast.olive.pk, submission_key=None,
    )  # fmt: skip
    form = colin.get(f"/actions/{cast.police_action.pk}/updates/add/").context["form"]
    assert form["version"].value() == 1
    send(colin, cast, "updates/add/", submission_key=str(form["submission_key"].value()))
    assert ProgressUpdate.objects.first().confidence == "on_track"


def test_a_draft_follows_its_action_into_the_next_edition(colin: Client, cast: Cast) -> None:
    send(colin, cast)
    newer = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, refreshes=cast.plan, plan_year=2027,
        workflow_state="published", published_on=cast.today,
    )  # fmt: skip
    copy = make_action(newer, cast.police_action.text, lead=cast.police, carried_from=cast.police_action, version=7)
    page = colin.get(f"/actions/{cast.police_action.pk}/updates/add/")
    form = page.context["form"]
    assert (page.context["action"], form["version"].value()) == (copy, 7)
    assert form["narrative"].value() == "Half a sentence"
