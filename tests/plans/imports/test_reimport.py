"""A newer Word or Excel file of a plan that is here already: matched by number and words, asked where in doubt."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused, apply_import, read_upload
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.deciding import decide
from plans.imports.rules.decisions import Decisions
from plans.imports.rules.files import Upload
from plans.models import Action
from plans.planning.operations import edit_action
from tests.cast import Cast
from tests.concordat.documents.made import word
from tests.plans.imports.sheets import kinds_of, merged

HEADS = ["No.", "Action", "Timescale", "Led By", "Outcomes"]
CAFE = [
    "1",
    "Open a crisis café in the evening for people who need company.",
    "by March 2027",
    "Police",
    "Help is near.",
]
LEAFLET = ["2", "Write a leaflet for carers that says whom to ring at night.", "Ongoing", "Council", "Carers know."]
TRIAGE = ["3", "Start street triage with nurses in police cars at weekends.", "Q4", "Police", "Fewer detentions."]


@pytest.fixture(autouse=True)
def a_plan_without_actions(cast: Cast) -> None:
    Action.objects.filter(plan=cast.plan).delete()


def _read(cast: Cast, *rows: list[str], heads: list[str] = HEADS) -> PlanImport:
    return read_upload(plan=cast.plan, upload=Upload("plan.docx", word([heads, *rows]), 2026), by=cast.olive.pk)


def _first(cast: Cast) -> None:
    apply_import(plan_import=_read(cast, CAFE, LEAFLET, TRIAGE), by=cast.olive.pk)


def _compared(cast: Cast, *rows: list[str], heads: list[str] = HEADS) -> PlanImport:
    return compare_import(plan_import=_read(cast, *rows, heads=heads))


def test_the_same_file_changes_nothing(cast: Cast) -> None:
    _first(cast)
    kept = _compared(cast, CAFE, LEAFLET, TRIAGE)
    assert kinds_of(kept) == ["unchanged"] * 3
    assert merged(cast, kept).total == 0


def test_rows_shuffled_and_renumbered_are_found_and_only_the_number_changes(cast: Cast) -> None:
    _first(cast)
    kept = _compared(cast, ["1", *TRIAGE[1:]], ["2", *CAFE[1:]], ["3", *LEAFLET[1:]])
    names = [[one["name"] for one in row.changes["fields"]] for row in kept.compared_rows.all()]
    assert (kinds_of(kept), names) == (["changed"] * 3, [["number"]] * 3)
    merged(cast, kept)
    assert Action.objects.get(plan=cast.plan, number="1").text.startswith("Start street triage")


def test_what_the_file_did_not_change_leaves_our_edits_alone(cast: Cast) -> None:
    _first(cast)
    action = Action.objects.get(plan=cast.plan, number="1")
    edit_action(action_id=action.pk, expected_version=1, changes={"timescale": "by June 2027"}, by=cast.leah.pk)
    kept = _compared(cast, CAFE, [*LEAFLET[:4], "Carers know whom to ring."], TRIAGE)
    assert kinds_of(kept) == ["unchanged", "changed", "unchanged"]
    assert kept.compared_rows.get(row__position=1).changes["kept"] == ["timescale"]


def test_what_file_and_service_both_changed_is_a_conflict(cast: Cast) -> None:
    _first(cast)
    action = Action.objects.get(plan=cast.plan, number="1")
    edit_action(action_id=action.pk, expected_version=1, changes={"timescale": "by June 2027"}, by=cast.leah.pk)
    kept = _compared(cast, [*CAFE[:2], "by December 2027", *CAFE[3:]], LEAFLET, TRIAGE)
    assert kinds_of(kept)[0] == "conflict"


def test_a_new_row_comes_in_and_a_missing_one_is_asked_about(cast: Cast) -> None:
    _first(cast)
    new = ["4", "Agree how information is shared between the trust and the ambulance service.", "Ongoing", "Trust", ""]
    kept = _compared(cast, CAFE, TRIAGE, new)
    assert (kinds_of(kept), kept.absent_actions.get().action.number) == (["unchanged", "unchanged", "new"], "2")
    assert merged(cast, kept).added == 1
    assert Action.objects.filter(plan=cast.plan).count() == 4


def test_an_action_hardly_like_any_is_asked_about_and_can_be_said_to_be_new(cast: Cast) -> None:
    _first(cast)
    like = ["1", "Open a café for veterans in the evening.", "by March 2027", "Police", "Help is near."]
    kept = _compared(cast, like, LEAFLET, TRIAGE)
    assert kinds_of(kept)[0] == "unsure"
    with pytest.raises(ImportRefused, match="Say of row 1 whether it is the same action"):
        merged(cast, kept)
    decide(plan_import=kept, decisions=Decisions(same={1: False}), by=cast.olive.pk)
    assert kinds_of(kept)[0] == "new"


def test_two_who_tell_a_row_apart_differently_hear_of_it(cast: Cast) -> None:
    _first(cast)
    like = ["1", "Open a café for veterans in the evening.", "by March 2027", "Police", "Help is near."]
    kept = _compared(cast, like, LEAFLET, TRIAGE)
    assert decide(plan_import=kept, decisions=Decisions(same={1: False}), by=cast.olive.pk) == []
    assert decide(plan_import=kept, decisions=Decisions(same={1: False}), by=cast.leah.pk) == []
    (one,) = decide(plan_import=kept, decisions=Decisions(same={1: True}), by=cast.leah.pk)
    assert str(one) == "Row 1: they chose “A new action”, you chose “The same action”"


def test_said_to_be_the_same_it_changes_that_action(cast: Cast) -> None:
    _first(cast)
    like = ["1", "Open a café for veterans in the evening.", "by March 2027", "Police", "Help is near."]
    kept = _compared(cast, like, LEAFLET, TRIAGE)
    decide(plan_import=kept, decisions=Decisions(same={1: True}), by=cast.olive.pk)
    merged(cast, kept)
    assert Action.objects.get(plan=cast.plan, number="1").text == like[1]


def test_what_the_file_leaves_empty_stays(cast: Cast) -> None:
    _first(cast)
    kept = _compared(cast, [*CAFE[:2], "", "", ""], LEAFLET, TRIAGE)
    assert kinds_of(kept) == ["unchanged"] * 3


def test_a_status_in_the_file_becomes_an_update(cast: Cast) -> None:
    _first(cast)
    heads = [*HEADS, "Progress", "RAG"]
    rows = [[*CAFE, "Two evenings a week.", "Green"], [*LEAFLET, "", ""], [*TRIAGE, "", ""]]
    kept = _compared(cast, *rows, heads=heads)
    row = kept.rows.get(position=1)
    row.as_read["confidence"] = "on_track"
    row.fields |= {"confidence": "on_track", "delivery_state": "in_progress"}
    row.as_read["state"] = "in_progress"
    row.save()
    merged(cast, compare_import(plan_import=kept))
    action = Action.objects.get(plan=cast.plan, number="1")
    assert (action.delivery_state, action.confidence) == ("in_progress", "on_track")
    assert action.updates.get().narrative == "Two evenings a week."


def test_from_the_rows_one_goes_on_to_the_difference(client: Client, cast: Cast) -> None:
    _first(cast)
    kept = _read(cast, CAFE, LEAFLET)
    client.force_login(cast.olive)
    page = client.get(f"/plans/{cast.plan.pk}/import/{kept.pk}/").content.decode()
    assert "Compare with the plan" in page
    answer = client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/compare/", follow=True)
    assert "2 unchanged, 1 not in the file." in answer.content.decode()


def test_two_plans_brought_in_at_once_do_not_double_the_plan(client: Client, cast: Cast) -> None:
    late = _read(cast, CAFE, LEAFLET, TRIAGE)
    _first(cast)
    client.force_login(cast.olive)
    answer = client.post(f"/plans/{cast.plan.pk}/import/{late.pk}/confirm/", follow=True)
    assert "The file says nothing new." in answer.content.decode()
    assert Action.objects.filter(plan=cast.plan).count() == 3
