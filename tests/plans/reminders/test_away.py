"""Somebody else says that a person is away: sick leave begins without a form."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from areas.models import AuditEntry
from areas.roles.rules import Role
from plans.models import LetterChoice
from plans.reminders.operations import run_round
from tests.cast import Cast, make_person
from tests.plans.reminders.conftest import SetAction, letters_to


def posted(deputy: object = "", **more: str) -> dict[str, object]:
    days = {
        f"away_{end}_{box}": value
        for end, day in (("from", "20"), ("until", "27"))
        for box, value in (("day", day), ("month", "11"), ("year", "2026"))
    }
    return {**days, "deputy": str(deputy), **more}


def test_an_area_lead_says_that_somebody_is_away_and_the_deputy_hears(
    cast: Cast, client: Client, set_action: SetAction
) -> None:
    set_action(cast.police_action, due="2026-11-30")
    paul = make_person("Paul", role=Role.OFFICER, partnership=cast.partnership)
    LetterChoice.objects.create(person=cast.colin, rhythm="weekly", weekday=0, only_mine=True)
    client.force_login(cast.leah)
    page = client.post(f"/people/{cast.colin.pk}/away/", posted(paul.pk), follow=True).content.decode()
    assert "Saved when Colin is away" in page
    kept = LetterChoice.objects.get(person=cast.colin)
    assert (kept.away_from, kept.away_until, kept.deputy) == (date(2026, 11, 20), date(2026, 11, 27), paul)
    assert (kept.rhythm, kept.only_mine) == ("weekly", True)
    assert AuditEntry.objects.get(verb="chose letters").by == cast.leah
    run_round(day=cast.today)
    assert (len(letters_to("paul")), letters_to("colin"), letters_to("olive")) == (1, [], [])


def test_back_early_empties_the_boxes(cast: Cast, client: Client) -> None:
    LetterChoice.objects.create(
        person=cast.colin, away_from=date(2026, 11, 20), away_until=date(2026, 11, 27), deputy=cast.olive
    )
    client.force_login(cast.leah)
    client.post(f"/people/{cast.colin.pk}/away/", dict.fromkeys(posted(), ""))
    kept = LetterChoice.objects.get(person=cast.colin)
    assert (kept.away_from, kept.away_until, kept.deputy) == (None, None, None)


def test_a_deputy_elsewhere_stays_and_is_not_named(cast: Cast, client: Client) -> None:
    LetterChoice.objects.create(
        person=cast.colin, away_from=date(2026, 11, 20), away_until=date(2026, 11, 27), deputy=cast.otto
    )
    client.force_login(cast.leah)
    page = client.get(f"/people/{cast.colin.pk}/away/").content.decode()
    assert "As Colin chose, somebody elsewhere" in page
    assert "Otto" not in page
    client.post(f"/people/{cast.colin.pk}/away/", posted(cast.otto.pk))
    assert LetterChoice.objects.get(person=cast.colin).deputy == cast.otto


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"away_until_day": "", "away_until_month": "", "away_until_year": ""}, "Enter the last day away too"),
        ({"away_until_day": "2"}, "The last day away must be the first one or later"),
    ],
)
def test_days_that_do_not_fit_are_asked_about(cast: Cast, client: Client, wrong: dict[str, str], sentence: str) -> None:
    client.force_login(cast.leah)
    assert sentence in client.post(f"/people/{cast.colin.pk}/away/", posted(**wrong)).content.decode()
    assert not LetterChoice.objects.exists()


def test_nobody_says_so_of_other_peoples_people(cast: Cast, client: Client) -> None:
    client.force_login(cast.leah)
    assert client.post(f"/people/{cast.otto.pk}/away/", posted()).status_code == 404
    client.force_login(cast.olive)
    assert client.post(f"/people/{cast.colin.pk}/away/", posted()).status_code == 404
    assert not LetterChoice.objects.exists()
