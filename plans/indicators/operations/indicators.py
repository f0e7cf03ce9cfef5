"""Say what is measured, change it, and measure it no more."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from plans.indicators.models import Indicator
from plans.indicators.queries import actions_to_link, indicator_under
from plans.indicators.rules import NewIndicator, next_due
from plans.planning.operations.submissions import once
from plans.planning.rules.conflicts import StaleSave


def add_indicator(
    *, partnership_id: int, new: NewIndicator, by: int | None, submission_key: UUID | None = None
) -> Indicator:
    """Add an indicator to a partnership; the same form sent twice (``submission_key``) gives back the one it made."""
    return once(partial(indicator_under, submission_key), partial(_add, partnership_id, new, by, submission_key))


@transaction.atomic
def edit_indicator(*, indicator_id: int, expected_version: int, new: NewIndicator, by: int | None) -> Indicator:
    """Change what an indicator says. When the next figure is due is worked out anew.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the indicator as it is now.
        ValueError: it is measured no more, or its periods cannot change because it was read already.
    """
    found = Indicator.objects.select_for_update().get(pk=indicator_id)
    if found.version != expected_version:
        raise StaleSave(found)
    if found.retired_on is not None:
        raise ValueError("This indicator is measured no more")
    last = found.readings.values_list("began", flat=True).first()
    if last is not None and (new.every, new.unit) != (found.every, found.unit):
        raise ValueError("It has been read already: retire it, and add a new one with the other rhythm or unit")
    before = _facts(found)
    _put(found, new)
    found.version += 1
    found.next_due = next_due(new.every, new.weeks, timezone.localdate(found.created_at), last)
    found.save()
    _link(found, new)
    after = _facts(found)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if changed:
        was = {name: before[name] for name in changed}
        record(by=by, verb="changed indicator", thing=found, before=was, after=changed)
    return found


@transaction.atomic
def retire_indicator(*, indicator_id: int, reason: str, by: int | None) -> Indicator:
    """Say that it is measured no more, and why. Its readings stay; retiring twice is once.

    Raises:
        ValueError: there is no reason.
    """
    if not reason.strip():
        raise ValueError("Enter why it is measured no more")
    found = Indicator.objects.select_for_update().get(pk=indicator_id)
    if found.retired_on is None:
        found.retired_on, found.retired_reason = timezone.localdate(), reason.strip()
        found.version += 1
        found.save(update_fields=["retired_on", "retired_reason", "version"])
        record(by=by, verb="retired indicator", thing=found, after={"reason": found.retired_reason})
    return found


def _add(partnership_id: int, new: NewIndicator, by: int | None, key: UUID | None) -> Indicator:
    due = next_due(new.every, new.weeks, timezone.localdate(), None)
    row = Indicator(partnership_id=partnership_id, next_due=due, created_by_id=by, submission_key=key)
    _put(row, new)
    row.save()
    _link(row, new)
    record(by=by, verb="added indicator", thing=row, after={name: one for name, one in _facts(row).items() if one})
    return row


def _put(row: Indicator, new: NewIndicator) -> None:
    row.name, row.definition, row.source = new.name.strip(), new.definition.strip(), new.source.strip()
    row.unit, row.better, row.every, row.weeks = str(new.unit), str(new.better), str(new.every), new.weeks
    row.target, row.provider_id, row.of_people = new.target, new.provider_id, new.of_people


def _link(row: Indicator, new: NewIndicator) -> None:
    """Link the chosen actions. A link to one that no edition in force has any more is kept."""
    offered = {pk for pk, _ in actions_to_link(row.partnership_id)}
    gone = set(row.actions.values_list("pk", flat=True)) - offered
    row.actions.set([*gone, *(set(new.action_ids) & offered)])


def _facts(row: Indicator) -> dict[str, Any]:
    """Return what an indicator says, as its history keeps it; two equal numbers are written alike."""
    names = ("name", "definition", "unit", "better", "every", "weeks", "source", "of_people")
    facts: dict[str, Any] = {name: getattr(row, name) for name in names}
    facts["target"] = None if row.target is None else f"{row.target:.4f}"
    facts["provider"] = row.provider_id
    facts["actions"] = sorted(row.actions.values_list("pk", flat=True))
    facts["next_due"] = row.next_due.isoformat()
    return facts
