"""Changing what an action promises."""

from datetime import date

import pytest

from areas.models import AuditEntry
from plans.models import Action, Theme
from plans.planning.operations import StaleSave, edit_action
from plans.planning.rules.actions import ActionRefused
from tests.cast import Cast


def edit(cast: Cast, version: int = 1, **changes: object) -> Action:
    return edit_action(action_id=cast.police_action.pk, expected_version=version, changes=changes, by=cast.olive.pk)


def test_a_change_is_kept_and_moves_both_versions(cast: Cast) -> None:
    action = edit(cast, text="Train every officer", outcome="Safer first contact")
    cast.plan.refresh_from_db()
    assert (action.text, action.outcome, action.version) == ("Train every officer", "Safer first contact", 2)
    assert cast.plan.change_mark == 2


def test_a_new_timescale_is_read_again(cast: Cast) -> None:
    action = edit(cast, timescale="Q1 Q3")
    assert (action.timescale, action.due) == ("Q1 Q3", date(2026, 12, 31))
    assert action.milestones.count() == 2


def test_an_unchanged_timescale_keeps_its_reading(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2027, 1, 31))
    assert edit(cast, text="Other words", timescale="31 March 2027").due == date(2027, 1, 31)


def test_saving_the_same_again_writes_nothing(cast: Cast) -> None:
    action = edit(cast, text=cast.police_action.text, lead_id=cast.police.pk)
    assert action.version == 1
    assert not AuditEntry.objects.exists()


def test_lead_partners_and_standards_are_changed(cast: Cast) -> None:
    action = edit(cast, lead_id=cast.trust.pk, partner_ids=(cast.police.pk,), standard_ids=(cast.standard.pk,))
    assert action.lead == cast.trust
    assert list(action.partners.all()) == [cast.police]
    assert list(action.standards.all()) == [cast.standard]


def test_a_new_theme_is_made_and_an_empty_one_leaves_none(cast: Cast) -> None:
    assert edit(cast, theme="Recovery").theme == Theme.objects.get(title="Recovery")
    assert edit(cast, version=2, theme="").theme is None


def test_a_stale_save_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    edit(cast, text="Theirs")
    with pytest.raises(StaleSave) as refused:
        edit(cast, text="Mine")
    assert refused.value.current.text == "Theirs"
    assert Action.objects.get(pk=cast.police_action.pk).text == "Theirs"


def test_an_action_never_loses_its_words(cast: Cast) -> None:
    with pytest.raises(ActionRefused):
        edit(cast, text="  ")


def test_states_are_not_edited_here(cast: Cast) -> None:
    with pytest.raises(ValueError, match="delivery_state"):
        edit(cast, delivery_state="complete")


def test_the_audit_says_what_was_and_what_is(cast: Cast) -> None:
    edit(cast, named_post="Chief inspector")
    entry = AuditEntry.objects.get(object_kind="action", object_id=cast.police_action.pk)
    assert (entry.verb, entry.before, entry.after) == (
        "changed action",
        {"named_post": ""},
        {"named_post": "Chief inspector"},
    )
