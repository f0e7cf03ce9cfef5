"""The ledger says of each letter how much of what it asks has been answered since."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from areas.models import Letter, LetterTry
from plans.models import Action, Milestone
from plans.reminders.queries.answers import Answers, answers_to
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction, letters_to, told

pytestmark = pytest.mark.usefixtures("at_half_past_six")


@pytest.fixture
def sent(cast: Cast, set_action: SetAction) -> Letter:
    """Colin's letter of today about a date that has passed and a milestone."""
    set_action(cast.police_action, due="2026-11-20")
    Milestone.objects.create(action=cast.police_action, position=1, text="Rota agreed", due=date(2026, 11, 30))
    told(cast.today)
    return letters_to("colin")[0]


def of(letter: Letter) -> Answers:
    return answers_to([letter.pk])[letter.pk]


def test_nothing_is_answered_when_it_leaves(sent: Letter) -> None:
    assert of(sent) == Answers(asked=2, answered=0)


def test_an_update_answers_what_was_asked_of_its_action(sent: Letter, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=timezone.now())
    assert of(sent) == Answers(asked=2, answered=2)


def test_a_milestone_that_is_done_answers_for_itself(sent: Letter) -> None:
    Milestone.objects.update(done_on=date(2026, 11, 23))
    assert of(sent) == Answers(asked=2, answered=1)


def test_news_from_before_the_letter_answer_nothing(sent: Letter, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert of(sent).answered == 0


def test_silence_is_answered_by_an_update(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, heard="2026-03-05")
    told(cast.today)
    (letter,) = letters_to("colin")
    assert of(letter) == Answers(asked=1, answered=0)
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=timezone.now())
    assert of(letter) == Answers(asked=1, answered=1)


def test_a_letter_that_waits_has_no_answers(sent: Letter) -> None:
    Letter.objects.update(state="planned", sent_at=None)
    assert answers_to([sent.pk]) == {}
    assert answers_to([]) == {}


def test_the_ledger_and_the_letter_show_it(sent: Letter, cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=timezone.now())
    client.force_login(cast.olive)
    assert "2 of 2" in client.get("/reminders/letters/").content.decode()
    page = client.get(f"/reminders/letters/{sent.pk}/").content.decode()
    assert "2 of 2 things it asks about have been heard of since" in page


def test_the_letter_s_page_lists_every_try(sent: Letter, cast: Cast, client: Client) -> None:
    now = timezone.now()
    LetterTry.objects.create(letter=sent, at=now, outcome="refused", reason="451 Try again later")
    LetterTry.objects.create(letter=sent, at=now, outcome="accepted")
    client.force_login(cast.olive)
    page = client.get(f"/reminders/letters/{sent.pk}/").content.decode()
    assert page.index("451 Try again later") < page.rindex("The mail server took it")
    assert "23 November 2026, 06:30" in page
