"""The pages of a difference: summary first, decisions that stick, and nobody else's business."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plans.imports.models import PlanImport
from plans.imports.operations.deciding import match_row
from plans.models import Action
from plans.planning.operations import edit_action
from tests.cast import Cast
from tests.plans.imports.sheets import Sheet, kinds_of, sent_back, taken_away


def _kept(cast: Cast) -> PlanImport:
    """A conflict in row 1, a change in row 2, a new row 3."""
    sheet = Sheet(taken_away(cast.plan))
    action = cast.police_action
    edit_action(action_id=action.pk, expected_version=1, changes={"text": "Train everybody."}, by=cast.leah.pk)
    sheet.write(2, "Action", "Train sergeants.").write(3, "Measure", "60%").add(Action="Open a crisis café.")
    return sent_back(cast, sheet.saved())


def _address(kept: PlanImport, more: str = "") -> str:
    return f"/plans/{kept.plan_id}/import/{kept.pk}/difference/{more}"


def _decide(client: Client, kept: PlanImport, then: str, **sent: object) -> Any:
    rows = {"row": [1, 2, 3], "in-1": "yes", "in-2": "yes", "in-3": "yes"}
    return client.post(_address(kept, "decide/"), {**rows, "then": then, **sent}, follow=True)


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def test_sending_a_workbook_leads_straight_to_what_it_changes(olive: Client, cast: Cast) -> None:
    data = Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").saved()
    file = SimpleUploadedFile("plan.xlsx", data)
    answer = olive.post(f"/plans/{cast.plan.pk}/import/", {"file": file, "plan_year": "2026"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/difference/")
    assert "1 changed, 1 unchanged." in answer.content.decode()


def test_the_summary_comes_first_and_both_texts_are_shown(olive: Client, cast: Cast) -> None:
    page = olive.get(_address(_kept(cast))).content.decode()
    assert "1 new, 1 changed, 1 conflict." in page
    for text in ("Train sergeants.", "Train everybody.", "Train every response officer", "Open a crisis café."):
        assert text in page


@pytest.mark.parametrize(
    ("show", "there", "gone"),
    [("conflict", "Train sergeants.", "60%"), ("changed", "60%", "Train sergeants."), ("new", "crisis café", "60%")],
)
def test_rows_can_be_filtered_by_kind(olive: Client, cast: Cast, show: str, there: str, gone: str) -> None:
    page = olive.get(_address(_kept(cast)), {"show": show}).content.decode()
    assert there in page
    assert gone not in page


def test_pressing_bring_in_with_an_open_conflict_says_what_to_do_and_writes_nothing(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    answer = _decide(olive, kept, "merge", **{"in-3": []})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose whose text stands in row 1, then bring it in." in page
    assert not kept.rows.get(position=3).include
    assert Action.objects.get(pk=cast.council_action.pk).indicator == ""


def test_decisions_and_bringing_in_are_one_press(olive: Client, cast: Cast) -> None:
    page = _decide(olive, _kept(cast), "merge", **{"conflict-1": "file"}).content.decode()
    assert "Brought in: 1 added, 2 changed." in page
    assert Action.objects.get(pk=cast.police_action.pk).text == "Train sergeants."


def test_pressed_twice_it_comes_in_once(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    for _ in range(2):
        answer = _decide(olive, kept, "merge", **{"conflict-1": "file"})
    assert "This import is closed." in answer.content.decode()
    assert Action.objects.filter(text="Open a crisis café.").count() == 1


def test_saved_decisions_are_there_again(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    page = _decide(olive, kept, "save", **{"conflict-1": "ours"}).content.decode()
    assert 'value="ours" checked' in page


def test_what_was_overtaken_is_shown_again(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    edit_action(action_id=cast.council_action.pk, expected_version=1, changes={"outcome": "New"}, by=cast.leah.pk)
    answer = _decide(olive, kept, "merge", **{"conflict-1": "file"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed the plan after we compared" in page
    assert "Both changes stand." in page
    assert 'value="file" checked' in page


def test_another_action_can_be_chosen_for_a_row(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    page = olive.get(_address(kept, "3/")).content.decode()
    assert "None of them: it is a new action" in page
    olive.post(_address(kept, "1/"), {"action": ""}, follow=True)
    assert kinds_of(kept)[0] == "new"


def test_an_action_of_another_plan_cannot_be_chosen(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    strange = Action.objects.create(plan=cast.other_plan, position=1, text="Secret of Southbury")
    page = olive.post(_address(kept, "1/"), {"action": strange.pk}).content.decode()
    assert "There is a problem" in page
    assert "Secret of Southbury" not in page
    assert kinds_of(kept)[0] == "conflict"


@pytest.mark.parametrize(
    "sent", [{"row": ["x", "99999"]}, {"gone": ["1", "²"]}, {"conflict-1": "all"}, {"same-2": "yes"}]
)
def test_what_is_not_understood_is_passed_over(olive: Client, cast: Cast, sent: dict[str, Any]) -> None:
    assert _decide(olive, _kept(cast), "save", **sent).status_code == 200


@pytest.mark.parametrize("name", ["colin", "reg", "ana", "otto"])
def test_who_may_not_bring_plans_in_may_not_decide(client: Client, cast: Cast, name: str) -> None:
    kept = _kept(cast)
    client.force_login(getattr(cast, name))
    answer = _decide(client, kept, "merge", **{"conflict-1": "file"})
    assert answer.status_code == (404 if name == "otto" else 403)
    kept.refresh_from_db()
    assert kept.state == "read"


def test_a_difference_of_another_plan_is_not_there(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    assert olive.get(f"/plans/{cast.other_plan.pk}/import/{kept.pk}/difference/").status_code == 404


def test_statements_do_not_grow_with_rows(olive: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    Action.objects.bulk_create(
        Action(plan=cast.plan, position=n, text=f"Action number {n}", lead=cast.police) for n in range(3, 120)
    )
    sheet = Sheet(taken_away(cast.plan))
    for row in range(2, 121):
        sheet.write(row, "Measure", f"{row}%")
    kept = sent_back(cast, sheet.saved())
    with django_assert_max_num_queries(16):
        olive.get(_address(kept), {"show": "changed"})


def _seen(**more: str) -> dict[str, str]:
    """Return what the page of ``_kept`` showed when it was drawn."""
    rows = {f"was-in-{place}": "Bring it in" for place in (1, 2, 3)}
    return {**rows, "was-conflict-1": "", **more}


def test_what_a_colleague_decided_meanwhile_stands_where_i_left_it_alone(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    _decide(olive, kept, "save", **_seen(), **{"conflict-1": "ours"})
    answer = _decide(olive, kept, "save", **_seen(), **{"in-3": []})
    assert answer.status_code == 200
    assert kept.compared_rows.get(row__position=1).decision == "ours"
    assert not kept.rows.get(position=3).include


def test_a_colleague_who_decided_otherwise_is_not_overruled_unseen(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    _decide(olive, kept, "save", **_seen(), **{"conflict-1": "ours"})
    answer = _decide(olive, kept, "merge", **_seen(), **{"conflict-1": "file", "in-2": []})
    assert answer.status_code == 409
    assert "Row 1: they chose “Keep ours”, you chose “Take the file’s”" in answer.content.decode()
    assert not kept.rows.get(position=2).include
    kept.refresh_from_db()
    assert kept.state == "read"


def test_after_seeing_it_i_may_overrule_them(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    _decide(olive, kept, "save", **_seen(), **{"conflict-1": "ours"})
    _decide(olive, kept, "save", **_seen(**{"was-conflict-1": "Keep ours"}), **{"conflict-1": "file"})
    assert kept.compared_rows.get(row__position=1).decision == "file"


def test_going_to_the_next_rows_keeps_what_was_chosen(
    olive: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plans.imports.queries.difference.ROWS_ON_A_PAGE", 2)
    kept = _kept(cast)
    page = olive.get(_address(kept)).content.decode()
    assert "Save and go to the next rows" in page
    answer = olive.post(
        _address(kept, "decide/"), {"row": [1, 2], "in-1": "yes", "in-2": "yes", "conflict-1": "file", "then": "page-2"}
    )
    assert answer.url == _address(kept, "?page=2")
    assert kept.compared_rows.get(row__position=1).decision == "file"


def test_going_to_another_kind_of_row_keeps_what_was_chosen(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    answer = _decide(olive, kept, "show-new", **{"conflict-1": "ours"})
    assert answer.request["QUERY_STRING"] == "show=new"
    assert kept.compared_rows.get(row__position=1).decision == "ours"


@pytest.mark.parametrize(("then", "path"), [("match-1", "difference/1/"), ("correct-1", "rows/1/")])
def test_going_to_a_row_keeps_what_was_chosen(olive: Client, cast: Cast, then: str, path: str) -> None:
    kept = _kept(cast)
    answer = _decide(olive, kept, then, **{"conflict-1": "ours"})
    assert answer.request["PATH_INFO"].endswith(path)
    assert kept.compared_rows.get(row__position=1).decision == "ours"


def test_all_conflicts_are_not_decided_over_what_a_colleague_has_decided_since(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    decided = olive.get(_address(kept, "?show=conflict")).context["decided"]
    kept.compared_rows.filter(kind="conflict").update(decision="file")
    answer = _decide(olive, kept, "all-ours", show="conflict", decided=decided)
    assert answer.status_code == 409
    assert "The conflicts: they chose “Each for itself”, you chose “Keep ours in all”" in answer.content.decode()
    assert kept.compared_rows.get(kind="conflict").decision == "file"
    _decide(olive, kept, "all-ours", show="conflict", decided=answer.context["decided"])
    assert kept.compared_rows.get(kind="conflict").decision == "ours"


def test_a_row_that_a_colleague_matched_meanwhile_is_shown_with_both(olive: Client, cast: Cast) -> None:
    kept = _kept(cast)
    seen = olive.get(_address(kept, "1/")).context["form"]["seen"].value()
    match_row(plan_import=kept, row=kept.rows.get(position=1), action_id=None, by=cast.leah.pk)
    answer = olive.post(_address(kept, "1/"), {"action": "", "seen": seen}, follow=True)
    assert answer.status_code == 200, "both say the same"
    match_row(plan_import=kept, row=kept.rows.get(position=1), action_id=cast.police_action.pk, by=cast.leah.pk)
    answer = olive.post(_address(kept, "1/"), {"action": "", "seen": cast.council_action.pk})
    assert answer.status_code == 409
    (told,) = answer.context["conflict"].differences
    assert (told.theirs, told.base) == ("1 Train everybody.", "2 Review rotas of approved mental health professionals.")
    assert (told.mine, answer.context["form"]["action"].value()) == ("A new action", "")
    assert kinds_of(kept)[0] != "new"
