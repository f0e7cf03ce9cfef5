"""Milestones on an action's page: add, change, move, done, undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import Action, Milestone
from tests.cast import Cast


@pytest.fixture
def step(cast: Cast) -> Milestone:
    return Milestone.objects.create(action=cast.police_action, position=1, text="First course", due=date(2026, 9, 1))


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def page(cast: Cast, name: str = "olive") -> str:
    return signed_in(cast, name).get(f"/actions/{cast.police_action.pk}/").content.decode()


def day(name: str, when: date | None) -> dict[str, Any]:
    parts = (when.day, when.month, when.year) if when else ("", "", "")
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def send_edit(cast: Cast, step: Milestone, **typed: Any) -> HttpResponse:
    start = {"text": step.text, "place": step.position, "version": 1, **day("due", step.due), **day("done_on", None)}
    return signed_in(cast, "olive").post(f"/milestones/{step.pk}/edit/", {**start, **typed})


def test_an_officer_adds_a_step_with_a_day(cast: Cast) -> None:
    typed = {"text": "Trainers found", **day("due", date(2027, 1, 31)), "place": 1}
    signed_in(cast, "olive").post(f"/actions/{cast.police_action.pk}/milestones/add/", typed)
    added = cast.police_action.milestones.get()
    assert (added.text, added.due, added.done_on) == ("Trainers found", date(2027, 1, 31), None)


def test_a_day_that_does_not_exist_is_asked_again_and_nothing_is_lost(cast: Cast) -> None:
    typed = {"text": "Trainers found", "due_day": "31", "due_month": "2", "due_year": "2027", "place": 1}
    response = signed_in(cast, "olive").post(f"/actions/{cast.police_action.pk}/milestones/add/", typed)
    assert "By when must be a real date" in response.content.decode()
    assert 'value="Trainers found"' in response.content.decode()
    assert not cast.police_action.milestones.exists()


def test_the_page_says_what_is_overdue_and_what_is_done(cast: Cast, step: Milestone) -> None:
    assert "Overdue" in page(cast)
    Milestone.objects.filter(pk=step.pk).update(done_on=date(2026, 8, 20))
    assert "on 20 August 2026" in page(cast)


def test_whoever_updates_the_action_says_that_a_step_is_done(cast: Cast, step: Milestone) -> None:
    colin = signed_in(cast, "colin")
    colin.post(f"/milestones/{step.pk}/done/", day("done_on", date(2026, 8, 20)))
    step.refresh_from_db()
    assert step.done_on == date(2026, 8, 20)
    colin.post(f"/milestones/{step.pk}/done/", {"undo": "1"})
    step.refresh_from_db()
    assert step.done_on is None


def test_a_contributor_changes_no_step(cast: Cast, step: Milestone) -> None:
    assert "Change or move" not in page(cast, "colin")
    assert signed_in(cast, "colin").post(f"/milestones/{step.pk}/edit/", {"text": "X"}).status_code == 403


def test_a_step_is_not_done_tomorrow(cast: Cast, step: Milestone) -> None:
    response = signed_in(cast, "olive").post(f"/milestones/{step.pk}/done/", day("done_on", date(2090, 1, 1)))
    assert "or earlier" in response.content.decode()


def test_a_step_is_changed_and_moved(cast: Cast, step: Milestone) -> None:
    other = Milestone.objects.create(action=cast.police_action, position=2, text="Second course")
    send_edit(cast, step, text="A first course", place=2)
    assert list(cast.police_action.milestones.order_by("position")) == [other, step]


def test_somebody_who_saved_first_is_not_overwritten_unseen(cast: Cast, step: Milestone) -> None:
    send_edit(cast, step, text="Theirs")
    response = send_edit(cast, step, text="Mine")
    text = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in text
    assert "Mine" in text
    step.refresh_from_db()
    assert step.text == "Theirs"


def test_dates_in_the_timescale_are_offered_as_milestones(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(timescale="June 2026 and March 2027")
    assert "The timescale names 2 dates that are no milestone yet." in page(cast)
    signed_in(cast, "olive").post(f"/actions/{cast.police_action.pk}/milestones/named/")
    assert [one.due for one in cast.police_action.milestones.all()] == [date(2026, 6, 30), date(2027, 3, 31)]
    assert "no milestone yet" not in page(cast)
