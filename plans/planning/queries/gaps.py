"""Reads for the page that lays standards beside actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from plans.planning.models import Action
from plans.planning.queries.board import standards_for
from plans.planning.rules.gaps import ActionInView, Gaps, StandardInView, gaps_in
from plans.planning.rules.states import DeliveryState

_GONE = [DeliveryState.MERGED, DeliveryState.WITHDRAWN]


def gaps_of(plan_id: int) -> Gaps:
    """Return what a plan covers and what it could still cover (four statements)."""
    standards = [
        StandardInView(
            one.pk, one.code, one.title, one.section.title, one.section.framework.title, one.section.framework.slug
        )
        for one in standards_for(plan_id)
    ]
    linked: dict[int, set[int]] = defaultdict(set)
    links = Action.standards.through.objects.filter(action__plan=plan_id)
    for action, standard in links.values_list("action_id", "standard_id"):
        linked[action].add(standard)
    partners = _partner_kinds(plan_id)
    rows = Action.objects.filter(plan_id=plan_id).exclude(delivery_state__in=_GONE)
    columns = ("pk", "number", "text", "outcome", "age_group", "delivery_state", "lead__kind__code")
    actions = [
        ActionInView(
            pk,
            number,
            text,
            f"{text} {outcome}",
            age,
            state,
            frozenset(linked[pk]),
            frozenset({lead, *partners[pk]} - {None}),
        )
        for pk, number, text, outcome, age, state, lead in rows.values_list(*columns).order_by("position", "pk")
    ]
    return gaps_in(standards, actions)


def _partner_kinds(plan_id: int) -> Mapping[int, set[str]]:
    """Return the codes of the kinds of the bodies that support each action."""
    found: dict[int, set[str]] = defaultdict(set)
    links = Action.partners.through.objects.filter(action__plan=plan_id)
    for action, kind in links.values_list("action_id", "organisation__kind__code"):
        found[action].add(kind)
    return found
