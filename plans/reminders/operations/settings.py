"""The rules: their defaults, and how an administrator changes them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from areas.audit.operations import record
from plans.reminders.models import ReminderRule
from plans.reminders.rules import KINDS, ReminderKind, check_steps


class StaleRule(Exception):
    """Somebody else changed the rule meanwhile; ``current`` is what it says now."""

    def __init__(self, current: ReminderRule) -> None:
        """Take the rule as it stands."""
        super().__init__("The rule was changed by somebody else")
        self.current = current


def ensure_rules() -> None:
    """Store the default of every kind that has no rule yet; running it twice changes nothing."""
    defaults = [ReminderRule(kind=kind.value, steps=list(about.steps)) for kind, about in KINDS.items()]
    ReminderRule.objects.bulk_create(defaults, ignore_conflicts=True)


@transaction.atomic
def edit_rule(*, kind: ReminderKind, expected_version: int, is_on: bool, steps: Iterable[int], by: int) -> ReminderRule:
    """Switch a rule on or off and set its steps.

    Raises:
        StaleRule: somebody changed it since the form was drawn; nothing is written.
        ValueError: the steps are outside the kind's bounds.
    """
    ensure_rules()
    wanted = list(check_steps(kind, steps))
    before = ReminderRule.objects.select_for_update().get(kind=kind.value)
    if before.version != expected_version:
        raise StaleRule(before)
    ReminderRule.objects.filter(kind=kind.value, version=expected_version).update(
        is_on=is_on, steps=wanted, version=F("version") + 1
    )
    after = ReminderRule.objects.get(kind=kind.value)
    record(by=by, verb="changed reminder rule", thing=after, before=_facts(before), after=_facts(after))
    return after


def _facts(rule: ReminderRule) -> dict[str, object]:
    return {"is_on": rule.is_on, "steps": list(rule.steps)}
