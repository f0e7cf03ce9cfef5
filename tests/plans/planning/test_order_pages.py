"""Putting actions in order and renumbering a plan, without a script."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import AuditEntry
from plans.models import Action, Theme
from plans.planning.operations import add_actions, edit_action
from plans.planning.operations.order import PlanMoved, place_action, renumber
from plans.planning.queries.order import placed_in
from plans.planning.rules.actions import NewAction
from plans.planning.rules.order import Style, mark_of
from tests.cast import Cast, make_action


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


@pytest.fixture
def other(cast: Cast) -> Action:
    theme = Theme.objects.create(plan=cast.plan, position=2, number="2", title="Recovery")
    return make_action(cast.plan, "Open a café", theme=theme, heading="Support")


def order_of(cast: Cast) -> list[int]:
    return [row.id for row in placed_in(cast.plan.pk)]


def numbers(cast: Cast) -> list[str]:
    return [row.number for row in placed_in(cast.plan.pk)]


def test_an_action_moves_up_with_one_press(officer: Client, cast: Cast, other: Action) -> None:
    response = officer.post(f"/actions/{cast.council_action.pk}/move/up/", {"page": "1"})
    assert order_of(cast) == [cast.council_action.pk, cast.police_action.pk, other.pk]
    assert response.headers["Location"] == f"/plans/{cast.plan.pk}/order/?page=1#action-{cast.council_action.pk}"


def test_at_the_end_of_its_heading_it_stays_and_says_so(officer: Client, cast: Cast, other: Action) -> None:
    response = officer.post(f"/actions/{cast.council_action.pk}/move/down/", follow=True)
    assert "It is the last under its heading already." in response.content.decode()
    assert not AuditEntry.objects.filter(verb="moved action").exists()


def test_an_action_put_behind_another_joins_its_theme(officer: Client, cast: Cast, other: Action) -> None:
    officer.post(f"/actions/{cast.police_action.pk}/move/", {"after": other.pk})
    cast.police_action.refresh_from_db()
    assert order_of(cast) == [cast.council_action.pk, other.pk, cast.police_action.pk]
    assert (cast.police_action.theme, cast.police_action.heading) == (other.theme, "Support")


def test_a_place_in_another_plan_is_not_offered(officer: Client, cast: Cast) -> None:
    stranger = make_action(cast.other_plan, "Theirs")
    response = officer.post(f"/actions/{cast.police_action.pk}/move/", {"after": stranger.pk})
    assert "Select an action of this plan" in response.content.decode()


def test_moving_leaves_the_row_version_so_that_nobody_is_overtaken(cast: Cast, other: Action) -> None:
    place_action(action_id=other.pk, after_id=None, by=None)
    assert set(Action.objects.filter(plan=cast.plan).values_list("version", flat=True)) == {1}


def test_new_numbers_are_shown_before_they_are_written(officer: Client, cast: Cast, other: Action) -> None:
    text = officer.get(f"/plans/{cast.plan.pk}/renumber/").content.decode()
    assert "3 actions would get another number" in text
    assert "<strong>2.1</strong>" in text
    assert numbers(cast) == ["1", "2", "3"]


def send(officer: Client, cast: Cast, seen: str) -> str:
    address = f"/plans/{cast.plan.pk}/renumber/"
    return officer.post(address, {"style": "by_theme", "seen": seen}, follow=True).content.decode()


def test_the_plan_is_renumbered_and_ids_stay(officer: Client, cast: Cast, other: Action) -> None:
    before = order_of(cast)
    send(officer, cast, mark_of(placed_in(cast.plan.pk)))
    assert numbers(cast) == ["1.1", "1.2", "2.1"]
    assert order_of(cast) == before


def test_a_plan_that_changed_meanwhile_is_looked_at_again(officer: Client, cast: Cast, other: Action) -> None:
    seen = mark_of(placed_in(cast.plan.pk))
    edit_action(action_id=other.pk, expected_version=1, changes={"number": "9"}, by=None)
    assert "Nothing was renumbered" in send(officer, cast, seen)
    assert numbers(cast) == ["1", "2", "9"]


def test_renumbering_moves_the_version_and_is_recorded_for_each_action(cast: Cast, other: Action) -> None:
    assert renumber(plan_id=cast.plan.pk, style=Style.BY_THEME, seen=mark_of(placed_in(cast.plan.pk)), by=None) == 3
    other.refresh_from_db()
    assert other.version == 2
    entry = AuditEntry.objects.get(object_kind="action", object_id=other.pk)
    assert (entry.before, entry.after) == ({"number": "3"}, {"number": "2.1"})


def test_a_form_sent_twice_renumbers_once(officer: Client, cast: Cast, other: Action) -> None:
    seen = mark_of(placed_in(cast.plan.pk))
    send(officer, cast, seen)
    assert "Every action has its number already." in send(officer, cast, seen)
    assert AuditEntry.objects.filter(verb="renumbered actions").count() == 1


def test_labels_that_were_not_looked_at_are_not_written(cast: Cast, other: Action) -> None:
    with pytest.raises(PlanMoved):
        renumber(plan_id=cast.plan.pk, style=Style.BY_THEME, seen="another plan", by=None)


def test_pages_and_presses_take_as_many_statements_for_1000_actions_as_for_20(officer: Client, cast: Cast) -> None:
    seen = []
    for count in (20, 980):
        add_actions(plan_id=cast.plan.pk, rows=[NewAction(f"Action {n}") for n in range(count)], by=None)
        plan, action = f"/plans/{cast.plan.pk}/", f"/actions/{cast.police_action.pk}/"
        taken = [_statements(officer, address) for address in (f"{plan}order/", f"{plan}renumber/", f"{action}move/")]
        with CaptureQueriesContext(connection) as queries:
            place_action(action_id=order_of(cast)[-1], after_id=None, by=None)
        seen.append([*taken, len(queries)])
    assert seen[0] == seen[1]
    assert max(seen[0]) <= 12


def _statements(officer: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert officer.get(address).status_code == 200
    return len(queries)
