"""Who sees what through the API: everybody what is public, a token what its owner may see and it opens."""

from __future__ import annotations

import json

import pytest

from areas.models import Membership
from areas.people.access import reach_of
from areas.people.operations import close_account
from areas.tokens.rules import TokenScope
from plans.models import Plan
from plans.opendata.rules import DataSet
from tests.cast import Cast
from tests.plans.api.asking import ask, rows, token_for
from tests.plans.opendata.inside import fill, leaked
from tests.plans.public.publishing import show

every_set = pytest.mark.parametrize("data_set", DataSet.values())
#: What of the secrets is Northshire's own work, what Southbury's; the rest no field holds, whoever asks.
OURS = {"Kumquat", "Wolverine", "Nebraska", "Flamingo", "example.org", "01632"}
THEIRS = {"Zanzibar", "Quagmire", "Obsidian"}
DRAFTS = {"Periwinkle", "Marigold"}


@pytest.fixture(autouse=True)
def inside(cast: Cast) -> None:
    fill(cast)
    show(cast, narratives=True, reasons=True, posts=True)


def _everything(token: str = "") -> set[str]:
    """Return what of the secrets is in all data sets together."""
    words = "".join(ask(f"{name}?limit=200", token).content.decode() for name in DataSet.values())
    words += ask("geography", token).content.decode()
    return {*leaked(json.dumps(words, ensure_ascii=False))}


@every_set
def test_nobody_without_a_token_reads_a_secret(data_set: str) -> None:
    assert leaked(ask(f"{data_set}?limit=200").content.decode()) == []


@every_set
def test_no_single_row_holds_a_secret(data_set: str) -> None:
    for row in rows(data_set):
        if "id" in row:
            assert leaked(ask(f"{data_set}/{row['id']}").content.decode()) == []


def test_rows_that_are_not_public_are_not_found_one_by_one(cast: Cast) -> None:
    action = cast.other_plan.actions.get()
    for path in (f"plans/{cast.other_plan.pk}", f"actions/{action.pk}", f"updates/{action.updates.get().pk}"):
        assert ask(path).status_code == 404
        assert ask(path, token_for(cast.otto)).status_code == 200


def test_an_officer_reads_their_own_and_nothing_of_others(cast: Cast) -> None:
    assert _everything(token_for(cast.olive)) == OURS
    assert _everything(token_for(cast.otto)) == THEIRS | DRAFTS


def test_a_regional_lead_reads_their_region_and_an_analyst_the_nation(cast: Cast) -> None:
    assert _everything(token_for(cast.reg)) == OURS
    assert _everything(token_for(cast.ana)) == OURS | THEIRS | DRAFTS


def test_a_token_opens_no_more_than_its_scopes(cast: Cast) -> None:
    assert _everything(token_for(cast.ana, TokenScope.PLANS)) == OURS | THEIRS
    assert _everything(token_for(cast.ana, TokenScope.DECLARATIONS)) == DRAFTS | {"example.org"}


def test_a_role_that_ends_ends_what_the_token_opens(cast: Cast) -> None:
    token = token_for(cast.otto)
    Membership.objects.filter(person=cast.otto).update(ended_on=cast.today)
    assert _everything(token) == set()


def test_the_token_of_a_closed_account_is_refused(cast: Cast) -> None:
    token = token_for(cast.colin)
    close_account(person_id=cast.colin.pk, by=reach_of(cast.adam))
    assert ask("plans", token).status_code == 401


def test_a_session_opens_nothing(client, cast: Cast) -> None:
    client.force_login(cast.otto)
    answer = client.get("/api/v1/plans")
    assert [row["id"] for row in answer.json()["data"]] == [cast.plan.pk]


def test_what_the_public_sees_is_what_the_files_hold(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.other_plan.pk).update(published_on=cast.today, workflow_state="published")
    assert {row["title"] for row in rows("plans")} == {cast.plan.title, "Zanzibar plan"}
