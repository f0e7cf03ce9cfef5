"""A regional lead asks after a plan, once a week at the most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from areas.models import Letter, Membership
from plans.models import LetterChoice, Nudge
from plans.reminders.operations.nudges import AlreadyNudged, NobodyToNudge, nudge
from tests.cast import Cast
from tests.plans.reminders.conftest import letters_to

pytestmark = pytest.mark.usefixtures("at_half_past_six")


def test_the_officer_gets_a_letter_in_the_leads_name(cast: Cast, client: Client) -> None:
    client.force_login(cast.reg)
    answer = client.post(f"/plans/{cast.plan.pk}/nudge/", {"words": "Shall we talk on Friday?"}, follow=True)
    assert "The letter goes to Olive" in answer.content.decode()
    (letter,) = letters_to("olive")
    assert (letter.kind, letter.keeps_hours) == ("nudge", True)
    for part in (letter.text, letter.html):
        assert "Shall we talk on Friday?" in part
        assert "Reg" in part
        assert cast.reg.email in part


def test_a_second_one_in_the_week_is_not_sent(cast: Cast, client: Client) -> None:
    nudge(plan=cast.plan, words="", day=cast.today, by=cast.reg.pk)
    client.force_login(cast.reg)
    assert "Reg asked on 23 November 2026" in client.get(f"/plans/{cast.plan.pk}/nudge/").content.decode()
    answer = client.post(f"/plans/{cast.plan.pk}/nudge/", {"words": "Again"}).content.decode()
    assert "asked after this week already" in answer
    assert "\nAgain</textarea>" in answer
    assert len(letters_to("olive")) == 1


def test_the_week_after_it_may_be_sent_again(cast: Cast) -> None:
    for days in (0, 7):
        nudge(plan=cast.plan, words="", day=cast.today + timedelta(days=days), by=cast.reg.pk)
    assert len(letters_to("olive")) == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one_letter(cast: Cast) -> None:
    def press(_: int) -> str:
        try:
            nudge(plan=cast.plan, words="", day=cast.today, by=cast.reg.pk)
        except AlreadyNudged:
            return "already"
        finally:
            connections.close_all()
        return "sent"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["already", "sent"]
    assert Letter.objects.filter(kind="nudge").count() == Nudge.objects.count() == 1


def test_without_an_officer_the_area_lead_hears(cast: Cast) -> None:
    Membership.objects.filter(person=cast.olive).delete()
    assert nudge(plan=cast.plan, words="", day=cast.today, by=cast.reg.pk) == ["Leah"]


def test_nobody_who_wants_no_letters_is_nudged(cast: Cast) -> None:
    for person in (cast.olive, cast.leah):
        LetterChoice.objects.create(person=person, rhythm="none")
    with pytest.raises(NobodyToNudge):
        nudge(plan=cast.plan, words="", day=cast.today, by=cast.reg.pk)
    assert not Nudge.objects.exists()


def test_the_lead_finds_the_letter_in_the_ledger(cast: Cast, client: Client) -> None:
    nudge(plan=cast.plan, words="", day=cast.today, by=cast.reg.pk)
    (letter,) = letters_to("olive")
    client.force_login(cast.reg)
    assert client.get(f"/reminders/letters/{letter.pk}/").status_code == 200
    client.force_login(cast.otto)
    assert client.get(f"/reminders/letters/{letter.pk}/").status_code == 404


def test_a_sentence_about_a_patient_is_asked_about(cast: Cast, client: Client) -> None:
    client.force_login(cast.reg)
    answer = client.post(f"/plans/{cast.plan.pk}/nudge/", {"words": "Mr Smith, NHS number 943 476 5919, waited."})
    assert answer.status_code == 200
    assert not Nudge.objects.exists()
