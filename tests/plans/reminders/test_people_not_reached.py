"""When letters to somebody are stopped, whoever leads the area hears of it, and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from areas.models import DeadAddress, Membership
from areas.outbox.operations import trust_address
from plans.models import Reminder
from plans.reminders.operations import plan_reminders
from tests.cast import Cast
from tests.plans.reminders.conftest import letters_to, told

pytestmark = pytest.mark.usefixtures("at_half_past_six")


@pytest.fixture
def stopped(cast: Cast) -> DeadAddress:
    """Colin's address refused letters to the end, two days ago."""
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        return DeadAddress.objects.create(address=cast.colin.email.lower(), reason="550 No such mailbox here")


def readers(cast: Cast) -> set[tuple[str, int]]:
    plan_reminders(day=cast.today)
    return set(Reminder.objects.filter(kind="unreached").values_list("person__name", "step"))


def test_the_area_lead_hears_by_letter(cast: Cast, stopped: DeadAddress) -> None:
    assert told(cast.today) == {cast.leah.name}
    (letter,) = letters_to("leah")
    assert cast.colin.name in letter.text
    assert "since 21 November 2026: the mail server refuses the address" in letter.text
    assert f"/people/{cast.colin.pk}/" in letter.text


def test_the_page_in_the_letter_is_one_its_reader_may_open(cast: Cast, stopped: DeadAddress, client: Client) -> None:
    client.force_login(cast.leah)
    assert "Letters arrive again" in client.get(f"/people/{cast.colin.pk}/").content.decode()


def test_nobody_hears_of_an_address_that_works_again(cast: Cast, stopped: DeadAddress) -> None:
    trust_address(address=stopped.address, by=cast.leah.pk)
    assert readers(cast) == set()


def test_nobody_hears_of_somebody_who_has_left(cast: Cast, stopped: DeadAddress) -> None:
    Membership.objects.filter(person=cast.colin).update(ended_on=cast.today)
    assert readers(cast) == set()


def test_an_area_lead_who_is_not_reached_is_not_told_of_it(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        DeadAddress.objects.create(address=cast.leah.email.lower(), reason="550")
    assert cast.leah.name not in {name for name, _ in readers(cast)}
