"""Whatever happens to plans, stored figures equal a recount and add up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.models import LocalArea, Organisation, OrganisationKind, Partnership, Region
from plans.models import Action, Plan
from plans.planning.operations import mark_changed
from plans.planning.rules.states import DeliveryState, Rhythm
from plans.rollups.operations import refresh_marked_plans, refresh_plans, verify
from plans.rollups.queries import area_rows, region_sums
from plans.rollups.rules import add_up
from tests.cast import make_action, make_area
from tests.plans.rollups.recount import recount, stored

TODAY = date(2026, 11, 23)
AREAS = 6
days = st.integers(-400, 400).map(lambda offset: TODAY + timedelta(days=offset))


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what may stand in an action at some moment."""
    state = draw(st.sampled_from(DeliveryState.values()))
    live = state in ("not_started", "in_progress")
    confidence = draw(st.sampled_from(["", "on_track", "at_risk", "off_track"])) if live else ""
    heard = draw(st.none() | days.filter(lambda day: day <= TODAY))
    return {
        "delivery_state": state,
        "confidence": confidence,
        "reason": "We wait for the rota." if confidence in ("at_risk", "off_track") else "",
        "due": draw(st.none() | days),
        "indicator": draw(st.sampled_from(["", "Detentions in custody"])),
        "last_heard_at": heard and datetime.combine(heard, time(draw(st.integers(0, 23))), UTC),
        "owned": draw(st.booleans()),
    }


plans = st.fixed_dictionaries(
    {
        "areas": st.sets(st.integers(0, AREAS - 1), min_size=1, max_size=4),
        "rhythm": st.sampled_from(Rhythm.values()),
        "published": st.booleans(),
        "actions": st.lists(states(), max_size=5),
    }
)
events = st.lists(
    st.tuples(st.sampled_from(["edit", "add", "move", "count"]), st.integers(0, 99), st.integers(0, 99), states()),
    max_size=12,
)


class Country:
    """Three regions, six areas (one of them gone) and the plans of a history."""

    def __init__(self) -> None:
        regions = [Region.objects.create(name=f"R{n}", slug=f"r{n}", gss_code=f"E1200000{n}") for n in range(3)]
        self.areas = [make_area(f"Area {n}", regions[n % 3], f"E1000000{n}") for n in range(AREAS)]
        LocalArea.objects.filter(pk=self.areas[-1].pk).update(valid_to=date(2019, 3, 31))
        kind = OrganisationKind.objects.create(code="police", name="Police")
        self.body = Organisation.objects.create(name="Northshire Police", kind=kind)
        self.plans: list[Plan] = []

    def add_plan(self, told: dict[str, Any]) -> None:
        number = len(self.plans)
        partnership = Partnership.objects.create(name=f"P{number}", slug=f"p{number}")
        published = TODAY if told["published"] else None
        plan = Plan.objects.create(
            partnership=partnership, title="Plan", plan_year=2026, rhythm=told["rhythm"], published_on=published
        )
        plan.areas.set(self.areas[index] for index in told["areas"])
        self.plans.append(plan)
        for state in told["actions"]:
            self.happen("add", number, 0, state)

    def happen(self, what: str, one: int, other: int, state: dict[str, Any]) -> None:
        plan = self.plans[one % len(self.plans)]
        values = {**state, "lead": self.body if state["owned"] else None}
        del values["owned"]
        if what == "count":
            refresh_plans([plan.pk], TODAY)
        elif what == "add":
            make_action(plan, "Do it.", **values)
        elif actions := list(Action.objects.filter(plan=plan).order_by("pk")):
            target = self.plans[other % len(self.plans)] if what == "move" else plan
            Action.objects.filter(pk=actions[other % len(actions)].pk).update(plan=target, **values)
            mark_changed(target.pk)
        if what != "count":
            mark_changed(plan.pk)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(plans, min_size=1, max_size=4), history=events)
def test_after_any_history_figures_equal_a_recount_and_add_up(
    told: list[dict[str, Any]], history: list[tuple[str, int, int, dict[str, Any]]]
) -> None:
    with transaction.atomic():
        country = Country()
        for plan in told:
            country.add_plan(plan)
        refresh_marked_plans(TODAY)
        for event in history:
            country.happen(*event)
        refresh_marked_plans(TODAY)
        _check_stored(country)
        _check_sums(country)
        _check_areas(country)
        transaction.set_rollback(True)


def _check_stored(country: Country) -> None:
    for plan in country.plans:
        assert stored(plan) == recount(Action.objects.filter(plan=plan).order_by("pk"), plan.rhythm, TODAY)
    assert verify() == []


def _check_sums(country: Country) -> None:
    gone = country.areas[-1]
    counted = [plan for plan in country.plans if set(plan.areas.order_by("pk")) != {gone}]
    nation = add_up(stored(plan) for plan in counted)
    assert add_up(region.figures for region in region_sums(TODAY)) == nation
    assert sum(region.plans for region in region_sums(TODAY)) == len(counted)


def _check_areas(country: Country) -> None:
    rows = area_rows(TODAY)
    assert [row.id for row in rows] == [area.pk for area in country.areas[:-1]]
    by_region = Counter(row.region_id for row in rows)
    assert sum(by_region.values()) == AREAS - 1
    for row in rows:
        covering = [plan for plan in country.plans if plan.areas.filter(pk=row.id).exists()]
        assert row.figures == add_up(stored(plan) for plan in covering)
