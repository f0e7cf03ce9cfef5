"""Nothing that is not published leaves: every data set, in every format, whoever asks and whatever was chosen."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.models import Plan
from plans.opendata.rules import DataSet, FileFormat
from tests.cast import Cast
from tests.plans.opendata.inside import SECRETS, fill, leaked, words_of
from tests.plans.public.publishing import show

EVERYTHING = {"narratives": True, "reasons": True, "posts": True}
every_set = pytest.mark.parametrize("data_set", DataSet.values())
every_format = pytest.mark.parametrize("file_format", FileFormat.values())


@pytest.fixture(autouse=True)
def inside(cast: Cast) -> None:
    fill(cast)


@every_set
@every_format
def test_no_secret_leaves_when_the_area_shows_all_it_can(
    client: Client, cast: Cast, data_set: str, file_format: str
) -> None:
    show(cast, **EVERYTHING)
    assert leaked(words_of(client, f"/data/latest/{data_set}.{file_format}")) == []


@every_set
def test_whoever_sees_more_elsewhere_takes_the_same_file(client: Client, cast: Cast, data_set: str) -> None:
    address = f"/data/latest/{data_set}.csv"
    before = words_of(client, address)
    for person in (cast.olive, cast.ana, cast.adam):
        client.force_login(person)
        assert words_of(client, address) == before


@every_format
def test_words_that_the_area_did_not_choose_to_show_stay_inside(client: Client, cast: Cast, file_format: str) -> None:
    words = "".join(words_of(client, f"/data/latest/{name}.{file_format}") for name in ("actions", "updates"))
    assert "Train every officer." in words
    kept = ("Forty officers", "No trainer", "Head of training")
    assert [one for one in kept if one in words] == []


def test_the_description_and_the_page_tell_no_secret(client: Client, cast: Cast) -> None:
    for address in ("/data/", "/data/latest/datapackage.json"):
        assert leaked(client.get(address).content.decode()) == []


def test_no_persons_name_is_in_any_file(client: Client, cast: Cast) -> None:
    show(cast, **EVERYTHING)
    words = "".join(words_of(client, f"/data/latest/{name}.csv") for name in DataSet.values())
    names = [person.name for person in (cast.olive, cast.colin, cast.leah, cast.reg, cast.ana, cast.adam, cast.otto)]
    assert [name for name in names if name in words] == []


def test_the_secrets_are_there_to_be_found(client: Client, cast: Cast) -> None:
    """The search above finds a secret that is published: it can fail."""
    Plan.objects.filter(pk=cast.other_plan.pk).update(published_on=cast.today, workflow_state="published")
    assert leaked(words_of(client, "/data/latest/plans.xlsx")) == ["Zanzibar"]
    assert set(leaked(words_of(client, "/data/latest/actions.csv"))) == {"Quagmire"}
    assert len(SECRETS) == 15
