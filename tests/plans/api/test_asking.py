"""How the API is asked: pages, filters, what one has already, too often, and wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import PersonalToken
from plans.api import answers
from plans.api.rules import FILTERS, cursor_after, place_of_cursor
from plans.api.views import data
from plans.models import Action
from plans.opendata.rules import DataSet
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action
from tests.plans.api.asking import ask, rows, token_for
from tests.plans.public.publishing import publish, say

every_set = pytest.mark.parametrize("data_set", DataSet.values())


@pytest.fixture(autouse=True)
def published(cast: Cast) -> None:
    publish(cast)
    refresh_plans(None)


def _walk(path: str) -> list[dict[str, Any]]:
    found, following = [], path
    while following:
        told = ask(following).json()
        found += told["data"]
        following = (told["next"] or "").removeprefix("http://testserver/api/v1/")
    return found


def test_pages_follow_each_other_without_a_gap_or_a_double(cast: Cast) -> None:
    for number in range(7):
        make_action(cast.plan, f"Number {number}")
    ids = [row["id"] for row in _walk("actions?limit=2&state=not_started")]
    assert ids == list(Action.objects.filter(delivery_state="not_started").order_by("pk").values_list("pk", flat=True))
    assert len(ids) == 8


def test_lists_that_are_counted_come_in_pages_too() -> None:
    assert [row["name"] for row in _walk("figures?limit=2")] == [
        "Southbury", "Northshire", "North East", "South East", "England",
    ]  # fmt: skip


def test_where_a_page_goes_on_is_told_in_the_head_too(cast: Cast) -> None:
    answer = ask("actions?limit=1")
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "Link" not in ask("actions")


def test_a_row_that_comes_while_one_reads_moves_nothing(cast: Cast) -> None:
    following = ask("actions?limit=1").json()["next"].removeprefix("http://testserver/api/v1/")
    Action.objects.filter(pk=cast.police_action.pk).update(position=9)
    assert [row["id"] for row in rows(following)] == [cast.council_action.pk]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("gss_code=E10000901", 2),
        ("gss_code=E06000902", 0),
        ("state=in_progress", 1),
        ("confidence=off_track", 1),
        ("standard=A1", 1),
        ("standard=Z9", 0),
        ("due_from=2027-03-31&due_until=2027-03-31", 1),
        ("due_until=2027-03-30", 0),
        ("state=in_progress&standard=Z9", 0),
    ],
)
def test_filters_narrow_the_actions(cast: Cast, asked: str, found: int) -> None:
    cast.police_action.standards.add(cast.standard)
    assert len(rows(f"actions?{asked}")) == found


@every_set
def test_every_filter_can_be_asked_for(cast: Cast, data_set: str) -> None:
    say(cast, "A word.")
    of_kind = {int: "1", str: "E10000901"}
    for one in FILTERS[DataSet(data_set)]:
        value = one.values[0] if one.values else of_kind.get(one.kind, "2026-01-01")
        assert ask(f"{data_set}?{one.name}={value}").status_code == 200, one.name


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("actions?limit=0", "limit"),
        ("actions?limit=201", "limit"),
        ("actions?state=finished", "state"),
        ("actions?plan_id=99999999999999999999", "plan_id"),
        ("actions?due_from=0", "due_from"),
        ("actions?due_from=31/03/2027", "due_from"),
        ("actions?standard=A%001", "standard"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(asked: str, name: str) -> None:
    answer = ask(asked)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert (told["type"], told["title"], told["status"]) == ("about:blank", "Unprocessable Entity", 422)
    assert [one["name"] for one in told["errors"]] == [name]


@pytest.mark.parametrize("asked", ["actions?stat=complete", "actions/1?limit=2", "geography?limit=2"])
def test_a_parameter_that_means_nothing_is_refused(asked: str) -> None:
    answer = ask(asked)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "There is no parameter" in answer.json()["detail"]


@pytest.mark.parametrize("cursor", ["x", "c", "c-1", "c1.5", "é", "c٣", "c1%0A", "c9999999999999999999"])
def test_a_cursor_of_somebody_elses_is_refused(cursor: str) -> None:
    assert ask(f"actions?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("place", [1, 50, 2**59])
def test_a_cursor_leads_back_to_its_place(place: int) -> None:
    assert place_of_cursor(cursor_after(place)) == place


@pytest.mark.parametrize("path", ["actions/0", "actions/99999999999999999999999", "actions/x", "people", "figures/1"])
def test_what_there_is_not_is_told_as_a_problem(path: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/v1/actions")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer["Content-Type"] == "application/problem+json"


def test_what_one_has_already_is_not_sent_again(cast: Cast) -> None:
    etag = ask("actions")["ETag"]
    again = ask("actions", **{"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    Action.objects.filter(pk=cast.police_action.pk).update(text="Changed.")
    assert ask("actions", **{"if-none-match": etag}).status_code == 200


def test_a_head_tells_the_same_without_a_body(client: Client) -> None:
    cache.clear()
    answer = client.head("/api/v1/actions")
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", ask("actions")["ETag"])


def test_pages_of_other_sites_may_read_it_and_bring_a_token(client: Client, cast: Cast) -> None:
    asked = client.options("/api/v1/actions", headers={"origin": "https://example.org"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Authorization" in asked["Access-Control-Allow-Headers"]
    for answer in (ask("actions"), ask("actions/x"), ask("actions?limit=0"), ask("actions", "none")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer


def test_what_a_token_opens_is_kept_by_no_shared_cache(cast: Cast) -> None:
    own, everybodys = ask("actions", token_for(cast.olive)), ask("actions")
    assert (own["Cache-Control"], everybodys["Cache-Control"]) == ("no-cache, private", "no-cache")
    assert "Authorization" in everybodys["Vary"]


@pytest.mark.parametrize("written", ["Bearer", "Bearer concordat_none", "Basic b2xpdmU6eA==", "x"])
def test_a_token_that_is_none_is_refused(written: str) -> None:
    answer = ask("actions", authorization=written)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_is_no_good_once_it_is_stopped(cast: Cast) -> None:
    token = token_for(cast.olive)
    assert ask("actions", token).status_code == 200
    PersonalToken.objects.update(stopped_at=PersonalToken.objects.get().made_at)
    assert ask("actions", token).status_code == 401


@pytest.mark.parametrize(("limit", "token"), [("MOST_OPEN", ""), ("MOST_TOKEN", "good"), ("MOST_BROKEN", "bad")])
def test_whoever_asks_too_often_is_told_to_wait(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, limit: str, token: str
) -> None:
    cache.clear()
    monkeypatch.setattr(answers, limit, 1)
    written = token_for(cast.olive) if token == "good" else token
    headers = {"authorization": f"Bearer {written}"} if written else {}
    client.get("/api/v1/actions", headers=headers)
    answer = client.get("/api/v1/actions", headers=headers)
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        429, "600", "application/problem+json",
    )  # fmt: skip


@every_set
@pytest.mark.parametrize("own", [False, True])
def test_a_page_takes_as_many_statements_for_many_rows_as_for_few(cast: Cast, data_set: str, own: bool) -> None:
    token, seen = token_for(cast.olive) if own else "", []
    for count in (1, 30):
        for number in range(count):
            say(cast, f"Word {number}.")
            make_action(cast.plan, f"Action {number}", lead=cast.police)
        with CaptureQueriesContext(connection) as queries:
            rows(f"{data_set}?limit=200", token)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 8


def test_the_map_is_a_polygon_an_area() -> None:
    told = ask("geography").json()
    assert told["type"] == "FeatureCollection"
    assert [one["properties"]["slug"] for one in told["features"]] == ["northshire", "southbury"]
    ring = told["features"][1]["geometry"]["coordinates"][0]
    assert (len(ring), ring[0], ring[-1]) == (7, [1.0, -0.5774], [1.0, -0.5774])


def test_the_page_about_it_names_every_list_and_filter(client: Client) -> None:
    page = client.get("/api/").content.decode()
    assert all(f'href="/api/v1/{one}"' in page for one in DataSet.values())
    assert all(f"<code>{one.name}</code>" in page for filters in FILTERS.values() for one in filters)


def test_when_we_fail_a_program_is_told_so_as_a_problem_without_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(data, "page_of", fail)
    told = ask("areas")
    assert (told.status_code, told.headers["Content-Type"]) == (500, "application/problem+json")
    assert told.json()["title"] == "Internal Server Error"
    assert "Try again" in told.json()["detail"]
    assert b"hunter2" not in told.content
    assert told.headers["Access-Control-Allow-Origin"] == "*"
