"""The history of a person's roles: for administrators."""

from __future__ import annotations

import pytest
from django.test import Client

from areas.models import Membership
from areas.people.access import reach_of
from areas.people.operations import edit_person, end_membership
from areas.people.rules import Named
from tests.cast import Cast


def test_it_says_who_gave_which_role_and_when_it_ended(client: Client, cast: Cast) -> None:
    by = reach_of(cast.adam)
    edit_person(person_id=cast.colin.pk, seen=Named("Colin", ""), named=Named("Colin", "Inspector"), by=by)
    end_membership(membership_id=Membership.objects.get(person=cast.colin).pk, by=by, today=cast.today)
    client.force_login(cast.adam)
    page = client.get(f"/history/person/{cast.colin.pk}/").content.decode()
    for words in ("Ended role: Contributor", "23 November 2026", "Changed person", "Inspector", "Adam"):
        assert words in page


@pytest.mark.parametrize("who", ["olive", "leah", "reg", "ana", "colin", "otto"])
def test_it_is_for_administrators_alone(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(f"/history/person/{cast.colin.pk}/").status_code == 404
