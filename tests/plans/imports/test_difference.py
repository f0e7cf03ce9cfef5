"""What a file changes: conflicts, decisions, and what is done with actions the file leaves out."""

from __future__ import annotations

import pytest

from areas.models import AuditEntry
from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused, correct_row
from plans.imports.operations.deciding import decide, decide_all, match_row
from plans.imports.operations.merging import DifferenceOvertaken
from plans.imports.rules.decisions import Decisions
from plans.imports.rules.difference import AbsentDecision, Decision
from plans.imports.rules.proposal import from_fields
from plans.models import Action, ProgressUpdate
from plans.planning.operations import edit_action
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast, make_action
from tests.plans.imports.sheets import Sheet, kinds_of, merged, sent_back, taken_away


def _edit(cast: Cast, **changes: object) -> Action:
    action = Action.objects.get(pk=cast.police_action.pk)
    return edit_action(action_id=action.pk, expected_version=action.version, changes=changes, by=cast.leah.pk)


def _say(cast: Cast, words: str) -> None:
    action = Action.objects.get(pk=cast.police_action.pk)
    update = NewUpdate("in_progress", "on_track", words)
    record_update(
        action_id=action.pk, expected_version=action.version, update=update, by=cast.colin.pk, submission_key=None
    )


def _conflict(cast: Cast) -> PlanImport:
    """Olive rewrites the action in Excel while Leah rewrites it in the service."""
    sheet = Sheet(taken_away(cast.plan))
    _edit(cast, text="Train everybody, says Leah.")
    return sent_back(cast, sheet.write(2, "Action", "Train sergeants, says Olive.").write(2, "Measure", "60%").saved())


def test_the_same_field_changed_on_both_sides_is_a_conflict_with_what_it_was(cast: Cast) -> None:
    kept = _conflict(cast)
    assert kinds_of(kept) == ["conflict", "unchanged"]
    fields = {one["name"]: one for one in kept.compared_rows.get(kind="conflict").changes["fields"]}
    assert (fields["text"]["base"], fields["text"]["ours"], fields["text"]["file"]) == (
        "Train every response officer in mental health awareness.",
        "Train everybody, says Leah.",
        "Train sergeants, says Olive.",
    )
    assert (fields["text"]["clash"], fields["indicator"]["clash"]) == (True, False)


def test_a_conflict_waits_for_a_decision_and_nothing_is_written(cast: Cast) -> None:
    kept = _conflict(cast)
    with pytest.raises(ImportRefused, match="Choose whose text stands in row 1"):
        merged(cast, kept)
    kept.refresh_from_db()
    cast.police_action.refresh_from_db()
    assert (kept.state, cast.police_action.text) == ("read", "Train everybody, says Leah.")


@pytest.mark.parametrize(
    ("decision", "text"),
    [(Decision.FILE, "Train sergeants, says Olive."), (Decision.OURS, "Train everybody, says Leah.")],
)
def test_a_decided_conflict_keeps_one_text_and_the_files_other_field(cast: Cast, decision: Decision, text: str) -> None:
    kept = _conflict(cast)
    decide(plan_import=kept, decisions=Decisions(conflicts={1: decision}), by=cast.olive.pk)
    merged(cast, kept)
    cast.police_action.refresh_from_db()
    assert (cast.police_action.text, cast.police_action.indicator) == (text, "60%")


def test_all_conflicts_can_be_decided_at_once(cast: Cast) -> None:
    kept = _conflict(cast)
    assert decide_all(plan_import=kept, decision=Decision.OURS, by=cast.olive.pk) == []
    merged(cast, kept)
    cast.police_action.refresh_from_db()
    assert cast.police_action.text == "Train everybody, says Leah."


def test_different_fields_changed_on_both_sides_are_both_kept(cast: Cast) -> None:
    sheet = Sheet(taken_away(cast.plan))
    _edit(cast, outcome="Leah’s outcome", partner_ids=(cast.trust.pk,))
    kept = sent_back(cast, sheet.write(2, "Measure", "Olive’s measure").saved())
    row = kept.compared_rows.get(row__position=1)
    assert (row.kind, sorted(row.changes["kept"])) == ("changed", ["outcome", "partner_ids"])
    merged(cast, kept)
    action = Action.objects.get(pk=cast.police_action.pk)
    assert (action.outcome, action.indicator, list(action.partners.all())) == (
        "Leah’s outcome", "Olive’s measure", [cast.trust],
    )  # fmt: skip


def test_progress_told_on_both_sides_is_two_updates(cast: Cast) -> None:
    sheet = Sheet(taken_away(cast.plan))
    _say(cast, "Colin says forty.")
    kept = sent_back(cast, sheet.write(2, "Summary progress against actions", "Olive says fifty.").saved())
    row = kept.compared_rows.get(row__position=1)
    assert (row.kind, sorted(row.changes["kept"])) == ("changed", ["confidence", "delivery_state", "progress"])
    merged(cast, kept)
    told = ProgressUpdate.objects.order_by("at").values_list("narrative", "delivery_state", "confidence")
    assert list(told) == [
        ("Colin says forty.", "in_progress", "on_track"), ("Olive says fifty.", "in_progress", "on_track"),
    ]  # fmt: skip


def test_progress_of_which_we_cannot_tell_whether_it_is_new_is_asked_about(cast: Cast) -> None:
    sheet = Sheet(taken_away(cast.plan)).write(2, "Version", "1")
    _say(cast, "Colin says forty.")
    kept = sent_back(cast, sheet.write(2, "Summary progress against actions", "Olive says fifty.").saved())
    assert kinds_of(kept)[0] == "conflict"


def test_progress_told_in_the_service_alone_is_kept(cast: Cast) -> None:
    sheet = Sheet(taken_away(cast.plan))
    _say(cast, "Colin says forty.")
    kept = sent_back(cast, sheet.saved())
    assert kinds_of(kept) == ["unchanged", "unchanged"]


def test_who_changed_it_is_not_known_without_a_version_so_it_is_asked(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Version", "?").write(2, "Measure", "60%").saved())
    row = kept.compared_rows.get(row__position=1)
    assert (row.kind, row.changes["fields"][0]["known"]) == ("conflict", False)


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (AbsentDecision.WITHDRAW, "withdrawn"),
        (AbsentDecision.COMPLETE, "complete"),
        (AbsentDecision.KEEP, "not_started"),
    ],
)
def test_an_absent_action_does_as_is_decided_and_stays_in_the_plan(
    cast: Cast, decision: AbsentDecision, state: str
) -> None:
    sheet = Sheet(taken_away(cast.plan))
    sheet.page.delete_rows(3)
    kept = sent_back(cast, sheet.saved())
    decide(plan_import=kept, decisions=Decisions(absent={cast.council_action.pk: decision}), by=cast.olive.pk)
    assert merged(cast, kept).finished == (decision is not AbsentDecision.KEEP)
    cast.council_action.refresh_from_db()
    assert cast.council_action.delivery_state == state
    assert ProgressUpdate.objects.count() == (decision is not AbsentDecision.KEEP)


def test_finished_actions_that_are_left_out_are_not_asked_about(cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    sheet = Sheet(taken_away(cast.plan))
    sheet.page.delete_rows(3)
    assert not sent_back(cast, sheet.saved()).absent_actions.exists()


def test_a_row_left_out_changes_nothing(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").saved())
    decide(plan_import=kept, decisions=Decisions(include={1: False}), by=cast.olive.pk)
    assert merged(cast, kept).total == 0


def test_a_change_between_difference_and_merging_is_refused_compared_again_and_nothing_lost(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").add(Action="New one.").saved())
    decide(plan_import=kept, decisions=Decisions(include={3: False}), by=cast.olive.pk)
    _edit(cast, outcome="Leah’s outcome")
    with pytest.raises(DifferenceOvertaken):
        merged(cast, kept)
    kept.refresh_from_db()
    row = kept.compared_rows.get(row__position=1)
    assert (kept.state, row.seen_version, row.changes["kept"]) == ("read", 2, ["outcome"])
    assert not kept.rows.get(position=3).include
    assert not AuditEntry.objects.filter(verb="brought in changes").exists()
    assert merged(cast, kept).changed == 1


def test_an_action_added_meanwhile_is_looked_at_before_a_new_one_comes_in(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).add(Action="Open a crisis café.").saved())
    make_action(cast.plan, "Open a crisis café.")
    with pytest.raises(DifferenceOvertaken):
        merged(cast, kept)
    assert kinds_of(kept)[2] == "unchanged"


def test_a_change_of_another_action_is_no_hindrance(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(3, "Measure", "60%").saved())
    _edit(cast, outcome="Leah’s outcome")
    assert merged(cast, kept).changed == 1


def test_a_row_that_cannot_stand_is_named_with_what_to_mend(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Delivery state", "In progress").saved())
    with pytest.raises(ImportRefused, match="Row 1: Select how confident you are"):
        merged(cast, kept)


def test_a_corrected_row_is_compared_again(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").saved())
    row = kept.rows.get(position=1)
    action = from_fields({**row.fields, "indicator": "70%"})
    correct_row(row=row, expected_version=row.version, action=action, include=True, by=cast.olive.pk)
    merged(cast, kept)
    cast.police_action.refresh_from_db()
    assert cast.police_action.indicator == "70%"


def test_a_person_can_say_which_action_a_row_is_and_no_two_rows_are_one(cast: Cast) -> None:
    kept = sent_back(cast, taken_away(cast.plan))
    row = kept.rows.get(position=1)
    match_row(plan_import=kept, row=row, action_id=cast.council_action.pk, by=cast.olive.pk)
    found = dict(kept.compared_rows.values_list("row__position", "action"))
    assert found[1] == cast.council_action.pk
    assert found[2] != cast.council_action.pk


def test_a_row_said_to_be_new_stays_new_when_compared_again(cast: Cast) -> None:
    kept = sent_back(cast, taken_away(cast.plan))
    match_row(plan_import=kept, row=kept.rows.get(position=1), action_id=None, by=cast.olive.pk)
    assert kinds_of(kept) == ["new", "unchanged"]
    assert kept.absent_actions.get().action == cast.police_action
