"""The wordings a declaration has had, and what changed between two."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.areas.declarations.helpers import agreed, declare
from tests.cast import Cast

HERE = "/areas/northshire/declaration/northshire/texts/"
COMPARE = HERE + "compare/"


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    declare(cast, agreed(text="We treat people with respect."))
    declare(cast, agreed(text="We treat people with dignity and respect."), version=1)
    declare(cast, agreed(text="We act."), version=2)
    client.force_login(cast.olive)
    return client


def test_the_newest_two_are_compared_first(olive: Client) -> None:
    page = olive.get(COMPARE).content.decode()
    assert "From wording 2 to wording 3" in page


def test_any_two_are_compared_by_their_address(olive: Client) -> None:
    page = olive.get(COMPARE, {"before": "1", "after": "2"}).content.decode()
    added = page.split('<ins class="app-difference__added">')[-1].split("</ins>")[0]
    assert "dignity and " in added
    assert "[Added: " in added
    assert "<del" not in page.split("From wording 1 to wording 2")[1].split("app-difference")[-1]


def test_backwards_the_same_words_are_removed(olive: Client) -> None:
    page = olive.get(COMPARE, {"before": "2", "after": "1"}).content.decode()
    assert "dignity and " in page.split('<del class="app-difference__removed">')[-1].split("</del>")[0]


@pytest.mark.parametrize("asked", [{"before": "9"}, {"before": "x", "after": "1"}, {"after": ""}])
def test_a_wording_that_is_not_there_gets_a_sentence(olive: Client, asked: dict[str, str]) -> None:
    response = olive.get(COMPARE, asked)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_markup_in_a_wording_stays_words(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="We <script>act</script>."), version=3)
    page = olive.get(COMPARE).content.decode()
    assert "<script>act" not in page
    assert "&lt;" in page


def test_one_wording_has_nothing_to_be_compared_with(client: Client, cast: Cast) -> None:
    declare(cast)
    client.force_login(cast.olive)
    assert "only one wording" in client.get(COMPARE).content.decode()


@pytest.mark.parametrize(("who", "status"), [("colin", 200), ("reg", 200), ("otto", 404)])
def test_who_may_compare(client: Client, cast: Cast, who: str, status: int) -> None:
    declare(cast)
    client.force_login(getattr(cast, who))
    assert client.get(COMPARE).status_code == status
