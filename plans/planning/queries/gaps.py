"""Reads for the page that lays standards beside actions."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from areas.models import Organisation
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
    rows = Action.objects.filter(plan_id=plan_id).exclude(delivery_state__in=_GONE)
    columns = ("pk", "number", "text", "outcome", "age_group", "delivery_state")
    actions = [
        ActionInView(pk, number, text, f"{text} {outcome}", age, state, frozenset(linked[pk]))
        for pk, number, text, outcome, age, state in rows.values_list(*columns).order_by("position", "pk")
    ]
    return gaps_in(standards, actions, _kinds_at_work(plan_id))


def _kinds_at_work(plan_id: int) -> frozenset[str]:
    """Return the codes of the kinds of the bodies that lead or support an action."""
    at_work = Q(actions_led__plan=plan_id) | Q(actions_supported__plan=plan_id)
    return frozenset(Organisation.objects.filter(at_work).values_list("kind__code", flat=True))
