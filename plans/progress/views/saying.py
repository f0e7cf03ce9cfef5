"""Save what a form says about an action, and lay two people's words side by side where they disagree."""

from __future__ import annotations

from collections.abc import Mapping

from plans.planning.models import Action
from plans.planning.rules.conflicts import ACTION_LABELS, Difference, StaleSave, same
from plans.planning.rules.states import Confidence, DeliveryState
from plans.planning.views.conflict import Conflict
from plans.progress.forms import UpdateForm
from plans.progress.models import ProgressUpdate
from plans.progress.operations import record_update, still_true
from plans.progress.queries import updates_of
from plans.progress.queries.versions import action_at
from plans.progress.rules import Hand, UpdateRefused
from plans.progress.rules.beside import SAID, merged_with

LABELS = {
    "delivery_state": "How far it has come",
    "confidence": "Confidence",
    "reason": "Reason",
    "merged_into_id": "Merged into",
}
_NAMES: dict[str, Mapping[str, str]] = {
    "delivery_state": dict(DeliveryState.choices()),
    "confidence": dict(Confidence.choices()),
}


def save(form: UpdateForm, action: Action, hand: Hand, by: int | None, through: str = "") -> ProgressUpdate | None:
    """Record what was typed, or that nothing has changed; None when something has to be mended.

    Raises:
        StaleSave: somebody else saved something that does not go with it.
    """
    sound, nothing_new = form.is_valid(), form.says_nothing_new()
    typed = form.cleaned_data
    if not (sound or nothing_new):
        return None
    version, key = typed.get("version", 0), typed.get("submission_key")
    try:
        if nothing_new:
            return still_true(
                action_id=action.pk, expected_version=version, by=by, submission_key=key, hand=hand, seen=action,
                through=through,
            )  # fmt: skip
        return record_update(
            action_id=action.pk, expected_version=version, by=by, submission_key=key, hand=hand, seen=action,
            through=through, update=form.update_of(),
        )  # fmt: skip
    except UpdateRefused as refused:
        for problem in refused.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    return None


def thanks(row: ProgressUpdate) -> str:
    """Return what is said after saving, also of what somebody else changed meanwhile."""
    if row.beside is None:
        return "Thank you. The update is saved."
    names = [(LABELS | ACTION_LABELS)[name] for name in row.beside]
    changed = f"changed {', '.join(f'“{name}”' for name in names)}" if names else "updated this action"
    return f"Thank you. The update is saved. Somebody else {changed} while you were writing; both are kept."


def conflict_about(form: UpdateForm, stale: StaleSave) -> Conflict:
    """Lay before, theirs and mine side by side, and let ``form`` go on from theirs."""
    current: Action = stale.current
    last = updates_of(current).first()
    mine = {name: str(form.data.get(name) or "") for name in ("delivery_state", "confidence", "reason", "narrative")}
    now = {name: getattr(current, name) for name in SAID}
    base = action_at(current.pk, int(form.cleaned_data.get("version") or 0))
    clashing = {clash.name for clash in stale.clashes}
    shown = [name for name in ("delivery_state", "confidence", "reason") if not clashing or name in clashing]
    found = [_difference(name, base if clashing else None, now, mine) for name in shown]
    found.append(Difference("What has been done", last.narrative if last else "", mine["narrative"]))
    _go_on_from(form, base, now, current)
    return Conflict(
        thing="action",
        differences=tuple(one for one in found if not same(one.theirs, one.mine)),
        who=last.by.name if last and last.by else "Somebody else",
        at=last.at if last else None,
    )


def _difference(
    name: str, base: Mapping[str, object] | None, now: Mapping[str, object], mine: Mapping[str, str]
) -> Difference:
    was = None if base is None else _words(name, base[name])
    return Difference(LABELS[name], _words(name, now[name]), _words(name, mine[name]), was)


def _go_on_from(
    form: UpdateForm, base: Mapping[str, object] | None, now: Mapping[str, object], current: Action
) -> None:
    """Put theirs into the form where only they changed it: saving mine must not take it back."""
    taken = {}
    if form.says_nothing_new():
        taken = dict(now)
    elif base is not None:
        taken = {name: now[name] for name in merged_with(base, now, form.update_of()).from_theirs}
    if "merged_into_id" in taken:
        taken["merged_into"] = taken.pop("merged_into_id")
    form.turn_to(current, current.get_absolute_url(), {name: str(value or "") for name, value in taken.items()})


def _words(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    return _NAMES.get(name, {}).get(text, text)
