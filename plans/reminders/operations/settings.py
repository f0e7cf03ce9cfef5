"""The rules: their defaults, exceptions for regions and plans, and how an administrator changes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from areas.audit.operations import record
from areas.roles.rules import Role
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
def edit_rule(
    *,
    kind: ReminderKind,
    expected_version: int,
    is_on: bool,
    steps: Iterable[int],
    by: int,
    audience: Sequence[Role] = (),
    rule_id: int | None = None,
) -> ReminderRule:
    """Switch a rule on or off, set its steps and whom it asks; an empty ``audience`` is the kind's own.

    ``rule_id`` names an exception; without it the nation's rule is meant.

    Raises:
        StaleRule: somebody changed it since the form was drawn; nothing is written.
        ValueError: the steps are outside the kind's bounds.
        ReminderRule.DoesNotExist: the exception is gone.
    """
    ensure_rules()
    wanted = list(check_steps(kind, steps))
    rules = ReminderRule.objects.select_for_update(of=("self",)).filter(kind=kind.value)
    before = rules.get(pk=rule_id) if rule_id else rules.get(region=None, plan=None)
    if before.version != expected_version:
        raise StaleRule(before)
    ReminderRule.objects.filter(pk=before.pk, version=expected_version).update(
        is_on=is_on, steps=wanted, audience=[role.value for role in audience], version=before.version + 1
    )
    after = ReminderRule.objects.get(pk=before.pk)
    record(by=by, verb="changed reminder rule", thing=after, before=_facts(before), after=_facts(after))
    return after


@transaction.atomic
def add_exception(
    *, kind: ReminderKind, region_id: int | None = None, plan_id: int | None = None, by: int
) -> ReminderRule:
    """Let one region or one plan have a rule of its own, as the nation's says now; added twice it is one.

    Raises:
        ValueError: neither a region nor a plan is named, or both are.
    """
    if (region_id is None) == (plan_id is None):
        raise ValueError("Select a region or a plan, one of them")
    ensure_rules()
    national = ReminderRule.objects.get(kind=kind.value, region=None, plan=None)
    same = {"steps": national.steps, "audience": national.audience, "is_on": national.is_on}
    rule, is_new = ReminderRule.objects.get_or_create(
        kind=kind.value, region_id=region_id, plan_id=plan_id, defaults=same
    )
    if is_new:
        record(by=by, verb="added reminder rule", thing=rule, after=_facts(rule))
    return rule


@transaction.atomic
def remove_exception(*, rule_id: int, by: int) -> bool:
    """Take back an exception, so that the next wider rule holds again; False where there is none."""
    rule = ReminderRule.objects.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if rule is None or (rule.region_id is None and rule.plan_id is None):
        return False
    record(by=by, verb="removed reminder rule", thing=rule, before=_facts(rule))
    rule.delete()
    return True


def _facts(rule: ReminderRule) -> dict[str, object]:
    place = {"region": rule.region_id, "plan": rule.plan_id}
    return {"is_on": rule.is_on, "steps": list(rule.steps), "audience": list(rule.audience), **place}
