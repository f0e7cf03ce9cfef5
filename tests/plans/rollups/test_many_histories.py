"""Many random histories at once: stored figures equal a count in plain Python, then and when they are past.

HISTORIES=10000 takes some minutes, SEED=7 plays another country.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.db import connection

from areas.models import LocalArea, Organisation, OrganisationKind, Partnership, Region
from plans.models import Action, Framework, Plan, ProgressUpdate, Section, Standard
from plans.planning.rules.states import AgeGroup, Confidence, DeliveryState, Rhythm
from plans.rollups.operations import refresh_marked_plans, verify
from plans.rollups.queries import area_rows, counted_with, difference, end_of_day, figures_on, region_sums, section_sums
from plans.rollups.queries.positions import Position
from plans.rollups.queries.sources import THEN, end_of
from plans.rollups.rules import COUNTS, Figures, add_up
from tests.cast import make_area
from tests.plans.rollups.recount import recount

HISTORIES = int(os.environ.get("HISTORIES", "1000"))
SEED = int(os.environ.get("SEED", "20261126"))
DAYS = (date(2026, 6, 10), date(2026, 8, 20), date(2026, 11, 23))
#: By its id: the region an action counts in, its state, confidence and last day.
Stood = dict[int, tuple[Region | None, str, str, date | None]]
_FIELDS = [
    "plan_id",
    "delivery_state",
    "confidence",
    "reason",
    "due",
    "lead_id",
    "indicator",
    "age_group",
    "last_heard_at",
    "created_at",
]
_TYPES = ["bigint", "text", "text", "text", "date", "bigint", "text", "text", "timestamptz", "timestamptz"]
_HISTORIES = ("plans_planevent", "plans_actionevent", "plans_actionstandardevent")


class Histories:
    """A plan each, some of them joint; what happens to them happens in tables and in objects alike."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.regions = [Region.objects.create(name=f"R{n}", slug=f"r{n}", gss_code=f"E1200000{n}") for n in range(3)]
        self.areas = [make_area(f"Area {n}", self.regions[n % 3], f"E100000{n:02}") for n in range(30)]
        LocalArea.objects.filter(pk=self.areas[-1].pk).update(valid_to=date(2019, 3, 31))
        kind = OrganisationKind.objects.create(code="police", name="Police")
        self.body = Organisation.objects.create(name="Northshire Police", kind=kind).pk
        self.framework = Framework.objects.create(slug="f", title="F")
        sections = [Section.objects.create(framework=self.framework, code=c, title=c, position=1) for c in "ABC"]
        self.standards = [
            Standard.objects.create(section=one, code=f"{one.code}{n}", title="T", position=n)
            for one in sections
            for n in range(3)
        ]
        self.links: dict[int, set[Standard]] = defaultdict(set)
        self.heard: dict[int, list[date]] = defaultdict(list)
        self._plans()
        self._actions()

    def _plans(self) -> None:
        group, rng = Partnership.objects.create(name="P", slug="p"), self.rng
        self.plans = Plan.objects.bulk_create(
            Plan(partnership=group, title=str(n), plan_year=2026, rhythm=rng.choice(Rhythm.values()))
            for n in range(HISTORIES)
        )
        self.covers = {one.pk: set(rng.sample(self.areas, rng.choice((1, 1, 1, 2, 4)))) for one in self.plans}
        self.framed = {one.pk for one in self.plans if rng.random() < 0.7}
        covers, framed = Plan.areas.through, Plan.frameworks.through
        covers.objects.bulk_create(
            covers(plan_id=pk, localarea=area) for pk, those in self.covers.items() for area in those
        )
        framed.objects.bulk_create(framed(plan_id=pk, framework=self.framework) for pk in self.framed)

    def _actions(self) -> None:
        self.actions = Action.objects.bulk_create(
            Action(plan=plan, position=n, text="Do it.") for plan in self.plans for n in range(self.rng.randint(0, 4))
        )

    def live_through(self, day: date, share: float) -> None:
        """Edit, move, withdraw, link and hear of a share of the actions, then count what was touched."""
        touched: set[int] = set()
        happened = [one for one in self.actions if self.rng.random() < share]
        for one in happened:
            touched |= {one.plan_id}
            self._edit(one, day)
            touched |= {one.plan_id}
        self._write(happened, _noon(day))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE plans_plan SET change_mark = change_mark + 1 WHERE id = ANY(%s)", [sorted(touched)])
            for table in _HISTORIES:
                cursor.execute(f"UPDATE {table} SET pgh_created_at = %s WHERE pgh_created_at = now()", [_noon(day)])
        refresh_marked_plans(day)

    def _edit(self, one: Action, day: date) -> None:
        rng = self.rng
        live = rng.random() < 0.7
        one.delivery_state = rng.choice(DeliveryState.values()[:2] if live else DeliveryState.values()[2:])
        one.confidence = rng.choice(["", *Confidence.values()]) if live else ""
        one.reason = "We wait." if one.confidence in ("at_risk", "off_track") else ""
        one.due = rng.choice([None, day + timedelta(days=rng.randint(-300, 300))])
        one.lead_id = rng.choice([None, self.body])
        one.indicator = rng.choice(["", "Detentions in custody"])
        one.age_group = rng.choice(["", *AgeGroup.values()])
        one.created_at = (
            _noon(DAYS[0] - timedelta(days=rng.randint(0, 200))) if not self.heard[one.pk] else one.created_at
        )
        if rng.random() < 0.1:
            one.plan_id = rng.choice(self.plans).pk
        for _ in range(rng.choice((0, 1, 2))):
            self.heard[one.pk].append(day - timedelta(days=rng.randint(0, 250)))
        one.last_heard_at = _noon(max(self.heard[one.pk])) if self.heard[one.pk] else None
        self.links[one.pk] = set(rng.sample(self.standards, rng.choice((0, 1, 1, 2, 3))))

    def _write(self, actions: list[Action], now: datetime) -> None:
        ids = [one.pk for one in actions]
        columns = ", ".join(f"%s::{kind}[]" for kind in _TYPES)
        settings = ", ".join(f"{name} = v.{name}" for name in _FIELDS)
        link = Action.standards.through
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE plans_action a SET {settings} FROM unnest(%s::bigint[], {columns}) AS v(id, {', '.join(_FIELDS)})"
                " WHERE a.id = v.id",
                [ids, *([getattr(one, name) for one in actions] for name in _FIELDS)],
            )
            cursor.execute("DELETE FROM plans_action_standards WHERE action_id = ANY(%s)", [ids])
        link.objects.bulk_create(link(action_id=pk, standard=one) for pk in ids for one in self.links[pk])
        known = Counter(ProgressUpdate.objects.filter(action__in=ids).order_by().values_list("action", flat=True))
        ProgressUpdate.objects.bulk_create(
            ProgressUpdate(action_id=pk, delivery_state="in_progress", period="", at=_noon(day), recorded_at=now)
            for pk in ids
            for day in self.heard[pk][known[pk] :]
        )

    def actions_stand(self) -> Stood:
        """Return of every action the region it counts in, its state, confidence and last day."""
        homes = {plan.pk: _home(self.covers[plan.pk]) for plan in self.plans}
        return {
            one.pk: (
                None if homes[one.plan_id] is None else self.regions[homes[one.plan_id] or 0],
                one.delivery_state,
                one.confidence,
                one.due,
            )
            for one in self.actions
        }

    def expected(self, day: date) -> tuple[dict[int, Figures], dict[tuple[int, int | None], Figures]]:
        """Count every plan, and every plan and section, one action after another."""
        mine: dict[int, list[Action]] = defaultdict(list)
        for one in self.actions:
            mine[one.plan_id].append(one)
        plans: dict[int, Figures] = {}
        parts: dict[tuple[int, int | None], Figures] = {}
        for plan in self.plans:
            own = mine[plan.pk]
            used = {one for a in own if a.delivery_state not in ("merged", "withdrawn") for one in self.links[a.pk]}
            answered = self.standards if plan.pk in self.framed else []
            plans[plan.pk] = self._count(own, plan, day, answered, used)
            for section in {one.section_id for one in self.standards} | {None}:
                inside = [a for a in own if section in ({one.section_id for one in self.links[a.pk]} or {None})]
                of_it = [one for one in answered if one.section_id == section]
                parts[plan.pk, section] = self._count(inside, plan, day, of_it, used)
        return plans, parts

    def _count(
        self, own: list[Action], plan: Plan, day: date, answered: list[Standard], used: set[Standard]
    ) -> Figures:
        open_ones = sum(one not in used for one in answered)
        return recount(own, plan.rhythm, day, self.heard)._replace(standards=len(answered), standards_open=open_ones)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _stored(table: str, key: str) -> dict[Any, Figures]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {', '.join(COUNTS)} FROM {table}")
        width = key.count(",") + 1
        return {row[0] if width == 1 else row[:width]: Figures(*row[width:]) for row in cursor.fetchall()}


def _home(areas: set[LocalArea]) -> int | None:
    """Return the region of most areas of today, of equals the one with the first code."""
    counted = Counter(int(area.slug.removeprefix("area-")) % 3 for area in areas if area.slug != "area-29")
    return min(counted, key=lambda n: (-counted[n], n)) if counted else None


def _stood(day: date) -> tuple[dict[Any, Figures], dict[Any, Figures]]:
    """Return what the histories say of every plan, and of every plan and section, at the end of a day."""
    counts = ", ".join(COUNTS)
    found = []
    for table, width in (("counted", 1), ("parts", 2)):
        keys = "plan_id" if width == 1 else "plan_id, section_id"
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {counted_with('%(today)s::date', source=THEN)} SELECT {keys}, {counts} FROM {table}",
                {"today": day, "end": end_of(day)},
            )
            rows = cursor.fetchall()
        found.append({row[0] if width == 1 else row[:width]: Figures(*row[width:]) for row in rows})
    return found[0], found[1]


@pytest.mark.django_db
@pytest.mark.time_limit(400)
def test_after_many_histories_every_figure_equals_a_recount() -> None:
    country = Histories(SEED)
    told: dict[date, Any] = {}
    stood: dict[date, Stood] = {}
    for day, share in zip(DAYS, (1.0, 0.4, 0.4), strict=True):
        country.live_through(day, share)
        plans, parts = country.expected(day)
        assert _stored("plans_planfigures", "plan_id") == plans
        assert _stored("plans_sectionfigures", "plan_id, section_id") == parts
        _regions_add_up(country, plans, day)
        told[day] = (plans, parts, Position(day, area_rows(day), region_sums(day), section_sums(day)))
        stood[day] = country.actions_stand()
    assert verify() == []
    for day, (plans, parts, position) in told.items():
        assert _stood(day) == (plans, parts)
        _is_as_it_was(figures_on(day), position)
    for before, after in pairwise(DAYS):
        _is_the_difference(stood, before, after)


def _is_the_difference(stood: dict[date, Stood], before: date, after: date) -> None:
    """Pair every action with itself, one by one, and hold the database's pairs against it; in each region too."""
    for region in (None, *Region.objects.order_by("slug")):
        wanted: Counter[tuple[Any, ...]] = Counter()
        for pk, (home, *was, due) in stood[before].items():
            home_after, *now, due_after = stood[after][pk]
            there, here = (one is not None and region in (None, one) for one in (home, home_after))
            if not there and not here:
                continue
            left_behind = not here and now[0] in ("not_started", "in_progress")
            pair = (*(was if there else ["", ""]), *(["", ""] if left_behind else now))
            wanted[*pair, there and here and bool(due and due_after and due_after > due)] += 1
        found = difference(end_of_day(before), end_of_day(after), region_id=region and region.pk)
        assert {step[:5]: step.actions for step in found.steps} == wanted


def _is_as_it_was(found: Position, position: Position) -> None:
    assert found.areas == position.areas
    assert [one._replace(counted_at=None) for one in found.regions] == [
        one._replace(counted_at=None) for one in position.regions
    ]
    assert found.sections == position.sections


def _regions_add_up(country: Histories, plans: dict[int, Figures], day: date) -> None:
    homes: dict[int | None, list[Figures]] = defaultdict(list)
    for pk, figures in plans.items():
        homes[_home(country.covers[pk])].append(figures)
    sums = region_sums(day)
    assert {int(one.slug[1:]): one.figures for one in sums} == {n: add_up(homes[n]) for n in range(3)}
    rows = area_rows(day)
    assert [row.slug for row in rows] == sorted(
        {area.slug for area in country.areas[:-1]}, key=lambda s: s.replace("-", " ")
    )
    covering: dict[int, list[Figures]] = defaultdict(list)
    for pk, areas in country.covers.items():
        for area in areas:
            covering[area.pk].append(plans[pk])
    assert {row.id: row.figures for row in rows} == {row.id: add_up(covering[row.id]) for row in rows}
