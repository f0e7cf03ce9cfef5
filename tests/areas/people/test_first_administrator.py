"""A new service gets its first administrator from the command line, and only the first."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from areas.models import Membership, Person
from areas.people.operations import first_administrator
from tests.cast import Cast


def _run(*words: str) -> str:
    out = StringIO()
    call_command("first_administrator", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_administrator_gets_a_link_to_choose_a_password(client: Client) -> None:
    link = _run("Ada@Example.org", "--name", "Ada").splitlines()[-1]
    assert Person.objects.get().email == "ada@example.org"
    assert Membership.objects.get().role == "administrator"
    assert client.get("/" + link.split("/", 3)[3], follow=True).status_code == 200


def test_a_second_one_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is an administrator already"):
        _run("eve@example.org", "--name", "Eve")
    assert not Person.objects.filter(email="eve@example.org").exists()


@pytest.mark.django_db
def test_something_that_is_no_address_gets_a_sentence() -> None:
    with pytest.raises(CommandError, match="Write an email address in full"):
        _run("ada", "--name", "Ada")


@pytest.mark.django_db
def test_the_role_begins_today() -> None:
    first_administrator(email="ada@example.org", name="Ada", today=date(2026, 11, 23))
    assert Membership.objects.get().started_on == date(2026, 11, 23)
