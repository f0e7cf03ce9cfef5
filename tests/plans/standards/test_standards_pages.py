"""``/standards/``: anybody may read what was agreed nationally."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Framework, Section, Standard
from plans.standards.operations import load_standards
from plans.standards.rules import Service, services_in_words

TAG = "Wording not yet confirmed from the source document"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_standards()


def test_every_section_and_standard_is_listed(client: Client) -> None:
    page = client.get("/standards/").content.decode()
    assert all(f"/standards/england-2014/{code}/" in page for code in ("A1", "B1", "B13", "C4", "D1"))
    assert page.count(TAG) == 16


def test_a_standard_says_whom_it_asks_in_words(client: Client) -> None:
    page = client.get("/standards/england-2014/B6/").content.decode()
    assert "Police, mental health services, ambulance services and emergency departments" in page
    assert TAG in page


def test_a_confirmed_standard_has_no_tag(client: Client) -> None:
    assert TAG not in client.get("/standards/england-2014/B2/").content.decode()


def test_one_can_go_from_a_standard_to_the_next(client: Client) -> None:
    page = client.get("/standards/england-2014/B13/").content.decode()
    assert "/standards/england-2014/B12/" in page
    assert "/standards/england-2014/C1/" in page


@pytest.mark.parametrize("address", ["england-2014/Z9", "wales-2015/A1", "secret/S1"])
def test_what_is_unknown_or_unpublished_is_not_found(client: Client, address: str) -> None:
    draft = Section.objects.create(
        framework=Framework.objects.create(slug="secret", title="Secret"), code="S", title="S", position=1
    )
    Standard.objects.create(section=draft, code="S1", title="S1", position=1)
    assert client.get(f"/standards/{address}/").status_code == 404
    assert "Secret" not in client.get("/standards/").content.decode()


def test_the_list_asks_the_database_no_more_for_many_standards(client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/standards/")
        return len(captured)

    before = statements()
    wales = Framework.objects.create(slug="wales", title="Wales")
    for n in range(6):
        section = Section.objects.create(framework=wales, code=str(n), title=str(n), position=n)
        Standard.objects.bulk_create(
            Standard(section=section, code=f"{n}.{m}".replace(".", "-"), title="x", position=m) for m in range(9)
        )
    Framework.objects.filter(pk=wales.pk).update(published_on="2015-12-01")
    assert statements() == before <= 5


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["ALL"], "All services"),
        (["ALL", "POL", "ED"], "All services, above all police and emergency departments"),
        (["AMB", "NHS111"], "Ambulance services and NHS 111 providers"),
        (["LA"], "Councils"),
        ([], "Not said"),
    ],
)
def test_services_are_spelled_out(keys: list[str], words: str) -> None:
    assert services_in_words(keys) == words


def test_every_key_of_the_catalogue_has_words() -> None:
    used = {key for keys in Standard.objects.values_list("services", flat=True) for key in keys}
    assert used <= set(Service.values())
