"""The rules as they stand: the nation's, and the exceptions of regions and plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from areas.people.access import Reach
from areas.roles.rules import P, Role
from plans.planning.models import Plan
from plans.reminders.models import ReminderRule
from plans.reminders.rules import KINDS, ReminderKind
from plans.reminders.rules.steps import quiet_spans, rungs_of


@dataclass(frozen=True)
class Rule:
    """A rule as it stands: its stored form, or the default while nothing is stored (``id`` is None then).

    ``where`` names the region or plan of an exception; it is empty for the nation's rule.
    """

    kind: ReminderKind
    steps: tuple[int, ...]
    is_on: bool
    audience: tuple[Role, ...]
    version: int = 1
    id: int | None = None
    region_id: int | None = None
    plan_id: int | None = None
    where: str = ""

    @property
    def is_exception(self) -> bool:
        """Whether it holds in one region or plan only."""
        return self.region_id is not None or self.plan_id is not None


def rules() -> list[Rule]:
    """Return the nation's rule of every kind, most urgent first (one statement)."""
    return [rule for rule in all_rules() if not rule.is_exception]


def all_rules(reach: Reach | None = None) -> list[Rule]:
    """Return every rule, most urgent kind first, the nation's before its exceptions (one statement).

    ``reach`` leaves out the exceptions of plans that the person may not see.
    """
    found = ReminderRule.objects.select_related("region", "plan")
    if reach is not None and not reach.nationwide(P.VIEW_REMINDERS):
        mine = Plan.objects.in_reach(reach, P.VIEW_REMINDERS).order_by().values("pk")
        found = found.filter(Q(plan=None) | Q(plan__in=mine))
    stored = [_read(rule) for rule in found]
    national = {rule.kind: rule for rule in stored if not rule.is_exception}
    ordered: list[Rule] = []
    for kind, about in KINDS.items():
        ordered.append(national.get(kind, Rule(kind, about.steps, True, about.audience)))
        ordered += sorted(
            (rule for rule in stored if rule.kind == kind and rule.is_exception),
            key=lambda rule: (rule.plan_id is not None, rule.where, rule.id),
        )
    return ordered


def rule_of(rule_id: int) -> Rule | None:
    """Return one stored rule, or None."""
    found = ReminderRule.objects.select_related("region", "plan").filter(pk=rule_id).first()
    return _read(found) if found else None


def plan_called(text: str) -> list[int]:
    """Return the plans in use that are meant by a title or by the address of a page, two at the most."""
    in_force = Plan.objects.in_force()
    address = re.search(r"(?:^|/)plans/(\d{1,18})(?:/|$)", text.strip())
    found = in_force.filter(pk=int(address[1])) if address else in_force.filter(title__iexact=text.strip())
    return list(found.order_by("pk").values_list("pk", flat=True)[:2])


def _read(rule: ReminderRule) -> Rule:
    kind = ReminderKind(rule.kind)
    audience = tuple(Role(role) for role in rule.audience) or KINDS[kind].audience
    where = rule.region.name if rule.region else rule.plan.title if rule.plan else ""
    return Rule(
        kind, tuple(rule.steps), rule.is_on, audience, rule.version, rule.pk, rule.region_id, rule.plan_id, where
    )


def rule_values(first: date, last: date) -> dict[str, Any]:
    """Return the values of the planning statement that come from the rules (one statement)."""
    numbered = list(enumerate(all_rules()))
    speaking = [(number, rule) for number, rule in numbered if rule.is_on]
    rungs = [
        (number, rung) for number, rule in speaking if KINDS[rule.kind].rows for rung in rungs_of(rule.kind, rule.steps)
    ]
    quiet = [
        (number, span)
        for number, rule in speaking
        if not KINDS[rule.kind].rows
        for span in quiet_spans(rule.steps, first, last)
    ]
    audience = [(number, role, place) for number, rule in speaking for place, role in enumerate(rule.audience, 1)]
    return {
        "rules": [number for number, _ in numbered],
        "rule_kinds": [rule.kind.value for _, rule in numbered],
        "rule_regions": [rule.region_id for _, rule in numbered],
        "rule_plans": [rule.plan_id for _, rule in numbered],
        "rung_rules": [number for number, _ in rungs],
        "steps": [rung.step for _, rung in rungs],
        "next_steps": [rung.next_step for _, rung in rungs],
        "early": [rung.is_last_before for _, rung in rungs],
        "stands": [KINDS[rung.kind].stands for _, rung in rungs],
        "regional_first": [number for number, rule in speaking if rule.audience[0] == Role.REGIONAL_LEAD],
        "audience_rules": [number for number, _, _ in audience],
        "audience_roles": [role.value for _, role, _ in audience],
        "audience_rungs": [place for _, _, place in audience],
        **_quiet_values(quiet),
    }


def _quiet_values(quiet: Sequence[tuple[int, Any]]) -> dict[str, Any]:
    return {
        "quiet_rules": [number for number, _ in quiet],
        "quiet_rhythms": [span.rhythm.value for _, span in quiet],
        "quiet_cycles": [span.period.name for _, span in quiet],
        "quiet_steps": [span.step for _, span in quiet],
        "quiet_began": [span.period.began for _, span in quiet],
        "quiet_ended": [span.period.ended for _, span in quiet],
        "quiet_begins": [span.begins for _, span in quiet],
        "quiet_ends": [span.ends for _, span in quiet],
    }
