"""A newer piece takes the place of one, or one is set aside. Nothing is deleted."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.db import InternalError, transaction
from django.db.utils import NotSupportedError
from django.test import Client

from plans.evidence.operations import NotCounting, replace_evidence, set_aside
from plans.evidence.rules import NewEvidence
from plans.models import Evidence
from tests.cast import Cast
from tests.plans.evidence.pieces import a_file, add_file, add_link, send
from tests.plans.progress.test_race import at_once


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def newer(old: Evidence, title: str = "Newer", **more: object) -> Evidence:
    new = NewEvidence(title, url="https://example.org/newer")
    return replace_evidence(evidence_id=old.pk, new=new, file=None, by=None, **more)  # type: ignore[arg-type]


def test_the_older_one_stays_readable_and_says_by_which_and_when(officer: Client, cast: Cast) -> None:
    old = add_file(cast.police_action)
    send(officer, f"/evidence/{old.pk}/replace/", url=None, file=a_file("New.pdf"), title="Register of autumn")
    page = officer.get(old.get_absolute_url()).content.decode()
    assert "Replaced on" in page
    assert "by Olive" in page
    assert "Open the newer one: Register of autumn" in page
    assert officer.get(f"/evidence/{old.pk}/file/").status_code == 200
    fresh = Evidence.objects.standing().get()
    assert "It replaced" in officer.get(fresh.get_absolute_url()).content.decode()


def test_setting_aside_needs_a_reason_and_tells_it(officer: Client, cast: Cast) -> None:
    one = add_link(cast.police_action)
    assert "Enter an answer" in officer.post(f"/evidence/{one.pk}/set-aside/", {"reason": " "}).content.decode()
    officer.post(f"/evidence/{one.pk}/set-aside/", {"reason": "Added to the wrong action"})
    page = officer.get(one.get_absolute_url()).content.decode()
    assert "by Olive" in page
    assert "Added to the wrong action" in page
    assert "Replace it with a newer one" not in page


def test_setting_aside_twice_is_once(cast: Cast) -> None:
    one = add_link(cast.police_action)
    first = set_aside(evidence_id=one.pk, reason="Wrong action", by=cast.olive.pk)
    again = set_aside(evidence_id=one.pk, reason="Another reason", by=cast.colin.pk)
    assert (again.set_aside_reason, again.set_aside_at) == ("Wrong action", first.set_aside_at)


def test_of_two_who_replace_the_second_is_told_and_loses_no_word(officer: Client, cast: Cast) -> None:
    old = add_link(cast.police_action)
    newer(old)
    response = send(officer, f"/evidence/{old.pk}/replace/", shows="My own words")
    assert response.status_code == 409
    assert "Somebody has replaced this evidence meanwhile" in response.content.decode()
    assert "My own words" in response.content.decode()
    assert Evidence.objects.count() == 2


def test_what_was_replaced_is_not_set_aside_over_it(officer: Client, cast: Cast) -> None:
    old = add_link(cast.police_action)
    newer(old)
    response = officer.post(f"/evidence/{old.pk}/set-aside/", {"reason": "My reason"})
    assert response.status_code == 409
    assert "My reason" in response.content.decode()


def test_the_page_that_would_replace_leads_back_when_somebody_was_first(officer: Client, cast: Cast) -> None:
    old = add_link(cast.police_action)
    newer(old)
    for step in ("replace", "set-aside"):
        assert officer.get(f"/evidence/{old.pk}/{step}/")["Location"] == old.get_absolute_url()


def test_a_replacement_sent_twice_makes_one(cast: Cast) -> None:
    old, key = add_link(cast.police_action), uuid4()
    assert newer(old, submission_key=key) == newer(old, submission_key=key)
    with pytest.raises(NotCounting):
        newer(old, submission_key=uuid4())
    assert Evidence.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_four_who_replace_at_the_same_moment_one_wins(cast: Cast) -> None:
    old = add_link(cast.police_action)

    def attempt(title: str) -> str:
        try:
            return newer(old, title).title
        except NotCounting:
            return "told"

    results = at_once(*(partial(attempt, f"Newer {n}") for n in range(4)))
    assert sorted(results, key=str)[1:] == ["told"] * 3
    assert Evidence.objects.count() == 2


def test_evidence_is_never_deleted(cast: Cast) -> None:
    one = add_link(cast.police_action)
    with pytest.raises((InternalError, NotSupportedError)), transaction.atomic():
        Evidence.objects.filter(pk=one.pk).delete()


def test_the_form_starts_with_what_was_said_without_the_dates(officer: Client, cast: Cast) -> None:
    old = add_link(cast.police_action, shows="Who was trained", dated_on=date(2024, 3, 7))
    page = officer.get(f"/evidence/{old.pk}/replace/").content.decode()
    assert "Who was trained" in page
    assert "2024" not in page
