"""Taking a plan a step further, in the database and on screen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.utils import timezone

from areas.models import AuditEntry
from plans.models import Action, Plan, ReviewStep
from plans.review.operations import approve, publish, return_with_suggestions, submit, take_back
from plans.review.rules import MoveRefused
from tests.cast import Cast


def state(cast: Cast) -> str:
    return Plan.objects.values_list("workflow_state", flat=True).get(pk=cast.plan.pk)


def test_a_plan_goes_from_draft_to_published(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    approve(plan_id=cast.plan.pk, by=cast.reg.pk)
    publish(plan_id=cast.plan.pk, by=cast.leah.pk)
    cast.plan.refresh_from_db()
    today = timezone.localdate()
    assert (cast.plan.workflow_state, cast.plan.submitted_on, cast.plan.published_on) == ("published", today, today)


def test_each_step_is_kept_with_who_said_what(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk, comment=" Please look at theme 3 ")
    step = ReviewStep.objects.get()
    assert (step.by, step.comment, step.from_state, step.to_state) == (
        cast.olive,
        "Please look at theme 3",
        "draft",
        "submitted",
    )
    assert AuditEntry.objects.get(object_kind="plan").verb == "submitted plan"


def test_a_step_moves_the_plan_s_mark_but_not_its_row_version(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    cast.plan.refresh_from_db()
    assert (cast.plan.change_mark, cast.plan.version) == (2, 1)


def test_a_returned_plan_can_be_submitted_again(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    return_with_suggestions(plan_id=cast.plan.pk, by=cast.reg.pk, comment="Say more on children")
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    assert state(cast) == "submitted"


def test_an_approved_plan_can_be_taken_back(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    approve(plan_id=cast.plan.pk, by=cast.reg.pk)
    take_back(plan_id=cast.plan.pk, by=cast.olive.pk)
    assert state(cast) == "draft"


@pytest.mark.parametrize("gone", ["withdrawn", "merged"])
def test_a_plan_whose_actions_are_all_gone_is_empty(cast: Cast, gone: str) -> None:
    Action.objects.filter(plan=cast.plan).update(delivery_state=gone)
    with pytest.raises(MoveRefused, match="no actions yet"):
        submit(plan_id=cast.plan.pk, by=cast.olive.pk)


def test_a_refused_step_leaves_no_trace(cast: Cast) -> None:
    with pytest.raises(MoveRefused):
        publish(plan_id=cast.plan.pk, by=cast.leah.pk)
    assert state(cast) == "draft"
    assert not ReviewStep.objects.exists()


def test_a_step_is_never_changed(cast: Cast) -> None:
    step = submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    with pytest.raises(InternalError), transaction.atomic():
        ReviewStep.objects.filter(pk=step.pk).update(comment="Something else")


def test_the_page_says_what_follows_and_then_does_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    address = f"/plans/{cast.plan.pk}/submit/"
    assert "The regional lead reads the plan" in client.get(address).content.decode()
    response = client.post(address, {"comment": "Ready"}, follow=True)
    assert "The plan is submitted." in response.content.decode()
    assert state(cast) == "submitted"


def test_returning_without_a_word_asks_for_one(client: Client, cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    client.force_login(cast.reg)
    response = client.post(f"/plans/{cast.plan.pk}/return/", {"comment": " "})
    assert "Enter what you suggest" in response.content.decode()
    assert state(cast) == "submitted"


def test_a_step_sent_twice_is_taken_once_and_the_words_come_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    address = f"/plans/{cast.plan.pk}/submit/"
    client.post(address, {"comment": "Ready"})
    text = client.post(address, {"comment": "Ready, again"}).content.decode()
    assert "This cannot be done now: the plan is “submitted”" in text
    assert "Ready, again" in text
    assert ReviewStep.objects.count() == 1


def test_the_area_sees_what_was_suggested_on_the_plan_s_page(client: Client, cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    return_with_suggestions(plan_id=cast.plan.pk, by=cast.reg.pk, comment="Say more on children")
    client.force_login(cast.olive)
    assert "Say more on children" in client.get(f"/plans/{cast.plan.pk}/").content.decode()


@pytest.mark.parametrize(
    ("who", "offered"),
    [("olive", {"Take the plan back"}), ("reg", {"Return with suggestions", "Approve the plan"}), ("ana", set())],
)
def test_each_person_is_offered_their_own_steps(client: Client, cast: Cast, who: str, offered: set[str]) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    client.force_login(getattr(cast, who))
    text = client.get(f"/plans/{cast.plan.pk}/").content.decode()
    steps = {"Take the plan back", "Return with suggestions", "Approve the plan", "Publish the plan", "Submit the plan"}
    assert {words for words in steps if words in text} == offered


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_the_second_is_refused(cast: Cast) -> None:
    submit(plan_id=cast.plan.pk, by=cast.olive.pk)
    barrier = Barrier(2)

    def answer(which: str) -> str:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            if which == "approve":
                approve(plan_id=cast.plan.pk, by=cast.reg.pk)
            else:
                take_back(plan_id=cast.plan.pk, by=cast.olive.pk)
        except MoveRefused:
            return "refused"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(answer, ["approve", "approve"]))
    assert sorted(answers) == ["refused", "taken"]
