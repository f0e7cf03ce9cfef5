"""A workbook comes back in any state: nothing breaks, nobody's plan is reached, and what is unclear is said."""

from __future__ import annotations

import pytest

from plans.imports.operations import ImportRefused
from plans.models import Action, PlanImport
from tests.cast import Cast, make_action
from tests.plans.imports.sheets import Sheet, kinds_of, merged, sent_back, taken_away


def _sheet(cast: Cast) -> Sheet:
    return Sheet(taken_away(cast.plan))


@pytest.mark.parametrize("exists", [True, False])
def test_an_id_of_another_plan_is_refused_as_one_that_is_nowhere(cast: Cast, exists: bool) -> None:
    strange = make_action(cast.other_plan, "Secret of Southbury").pk if exists else 987654
    with pytest.raises(ImportRefused) as refused:
        sent_back(cast, _sheet(cast).write(2, "Action id", strange).saved())
    assert str(refused.value) == (
        f"In sheet Actions, row 2 the action id {strange} is not one of this plan. Send the file to the plan it was "
        "taken from, or empty that cell to bring the row in as a new action"
    )
    assert not PlanImport.objects.exists()


def test_a_workbook_of_another_plan_is_refused(cast: Cast) -> None:
    make_action(cast.other_plan, "Secret of Southbury")
    with pytest.raises(ImportRefused, match="not one of this plan"):
        sent_back(cast, taken_away(cast.other_plan))


def test_without_the_column_of_ids_actions_are_found_by_their_words(cast: Cast) -> None:
    sheet = _sheet(cast).write(2, "Measure", "60%")
    sheet.page.delete_cols(sheet.heads.index("Action id") + 1)
    kept = sent_back(cast, sheet.saved())
    assert kinds_of(kept) == ["changed", "unchanged"]
    assert "“Action id” is missing" in kept.reading["warnings"][0]


def test_an_id_that_is_no_number_is_said_and_the_words_are_used(cast: Cast) -> None:
    kept = sent_back(cast, _sheet(cast).write(2, "Action id", "abc").saved())
    assert kinds_of(kept) == ["unchanged", "unchanged"]
    assert "“abc” is no action id" in kept.rows.get(position=1).warnings[0]


@pytest.mark.parametrize("written", ["{}", " {} ", "{}.0"])
def test_an_id_may_be_a_text_or_a_number(cast: Cast, written: str) -> None:
    pk = cast.police_action.pk
    sheet = _sheet(cast).write(2, "Action id", written.format(pk)).write(3, "Action id", cast.council_action.pk)
    assert set(sent_back(cast, sheet.saved()).compared_rows.values_list("how", flat=True)) == {"id"}


def test_a_copied_row_is_new_and_the_one_more_like_the_action_stays_it(cast: Cast) -> None:
    sheet = _sheet(cast)
    copied = {head: sheet.cell(2, head).value for head in sheet.heads}
    sheet.add(**{**copied, "Action": "Open a crisis café in the evening."})
    kept = sent_back(cast, sheet.saved())
    assert kinds_of(kept) == ["unchanged", "unchanged", "new"]
    assert "stands in another row too" in kept.compared_rows.get(kind="new").changes["look"][0]


def test_sorted_rows_and_moved_columns_are_read_as_they_were(cast: Cast) -> None:
    sheet = _sheet(cast)
    rows = list(sheet.page.iter_rows(values_only=True))
    sheet.page.delete_rows(1, 10)
    for row in [rows[0], rows[2], rows[1]]:
        sheet.page.append(row[::-1])
    assert kinds_of(sent_back(cast, sheet.saved())) == ["unchanged", "unchanged"]


def test_rows_hidden_by_a_filter_are_read_too(cast: Cast) -> None:
    sheet = _sheet(cast).write(3, "Measure", "60%")
    sheet.page.row_dimensions[3].hidden = True
    kept = sent_back(cast, sheet.saved())
    assert (kinds_of(kept), kept.absent_actions.count()) == (["unchanged", "changed"], 0)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("Delivery state", "nearly", "“nearly” is not in the list"),
        ("Red/Amber/Green (RAG)", "purple", "“purple” is not in the list"),
        ("Led By", "The moon", "we do not know “The moon” in your partnership"),
        ("Supporting partners", "Trust; The moon", "we do not know “The moon”"),
        ("Standards", "Z9", "we do not know “Z9”"),
    ],
)  # fmt: skip
def test_a_word_we_do_not_know_changes_nothing_and_is_said(cast: Cast, column: str, value: str, told: str) -> None:
    kept = sent_back(cast, _sheet(cast).write(2, column, value).saved())
    assert kinds_of(kept) == ["unchanged", "unchanged"]
    assert told in kept.rows.get(position=1).warnings[0]


def test_a_column_taken_out_changes_nothing(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(outcome="People find help.")
    sheet = _sheet(cast)
    sheet.page.delete_cols(sheet.heads.index("Outcomes") + 1)
    kept = sent_back(cast, sheet.saved())
    assert kinds_of(kept) == ["unchanged", "unchanged"]
    assert kept.reading["warnings"] == ["Not in the file, so it stays as it is: Outcomes."]


def test_an_emptied_cell_empties_the_field_and_an_emptied_progress_nothing(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(outcome="People find help.", progress="Begun.")
    sheet = _sheet(cast).write(2, "Outcomes", None).write(2, "Summary progress against actions", None)
    merged(cast, sent_back(cast, sheet.saved()))
    action = Action.objects.get(pk=cast.police_action.pk)
    assert (action.outcome, action.progress) == ("", "Begun.")


def test_a_formula_is_words(cast: Cast) -> None:
    merged(cast, sent_back(cast, _sheet(cast).write(2, "Outcomes", "=1+1").saved()))
    cast.police_action.refresh_from_db()
    assert cast.police_action.outcome == "=1+1"


def test_an_action_without_words_is_to_be_mended(cast: Cast) -> None:
    kept = sent_back(cast, _sheet(cast).write(2, "Action", None).saved())
    with pytest.raises(ImportRefused, match="Row 1: Enter what will be done"):
        merged(cast, kept)


def test_a_sheet_without_rows_gets_a_sentence(cast: Cast) -> None:
    sheet = _sheet(cast)
    sheet.page.delete_rows(2, 10)
    with pytest.raises(ImportRefused, match="has no rows"):
        sent_back(cast, sheet.saved())
