"""The demo writes every story, and keeps out of real work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Count

from areas.audit.queries import broken_entries
from areas.models import Declaration, LocalArea, Membership, Organisation, Partnership, Person
from concordat.periods import quarter_of
from plans.demo.models import DemoSeed
from plans.demo.operations import Seeded, seed
from plans.models import Action, Plan, PlanFigures, ProgressUpdate, PublicChoice, PublishedQuarter
from plans.planning.rules.states import LIVE
from plans.planning.rules.timescale import read_timescale
from plans.rollups.operations import verify
from plans.rollups.queries import area_rows
from plans.rollups.rules import Stage
from tests.plans.demo.conftest import TODAY

LIVE_STATES = [state.value for state in LIVE]


def test_it_says_what_it_wrote(country: Seeded) -> None:
    assert country.new
    assert country.plans == Plan.objects.count()
    assert country.actions == Action.objects.count()
    assert country.updates == ProgressUpdate.objects.count() > 5000


def test_every_stage_occurs(country: Seeded) -> None:
    assert {row.stage for row in area_rows(TODAY)} == set(Stage)


def test_six_councils_share_one_plan(country: Seeded) -> None:
    berkshire = Partnership.objects.get(slug="berkshire")
    assert berkshire.areas.count() == 6
    assert berkshire.plans.get().areas.count() == 6


def test_one_declaration_leads_to_three_plans(country: Seeded) -> None:
    essex = Partnership.objects.get(slug="essex-southend-and-thurrock")
    assert {plan.declaration_id for plan in essex.plans.all()} == {essex.declaration.pk}
    assert essex.plans.count() == 3


def test_an_area_may_be_in_two_partnerships(country: Seeded) -> None:
    assert LocalArea.objects.get(slug="kirklees").partnerships.count() == 2


def test_declarations_are_in_several_states(country: Seeded) -> None:
    assert set(Declaration.objects.values_list("status", flat=True)) == {"draft", "signed"}
    assert Partnership.objects.filter(declaration__isnull=True).exists()


def test_plans_have_twenty_to_eighty_actions(country: Seeded) -> None:
    sizes = Plan.objects.annotate(n=Count("actions")).values_list("n", flat=True)
    assert min(sizes) >= 20
    assert max(sizes) <= 80


def test_some_actions_are_unowned_undated_and_unmeasured(country: Seeded) -> None:
    live = Action.objects.live()
    assert live.filter(lead__isnull=True).exists()
    assert live.filter(due__isnull=True).exists()
    assert live.filter(indicator="").exists()


def test_each_timescale_is_stored_as_it_reads(country: Seeded) -> None:
    for action in Action.objects.select_related("plan").order_by("pk")[:300]:
        reading = read_timescale(action.timescale, plan_year=action.plan.plan_year)
        assert (action.start, action.due, action.timescale_reading) == (
            reading.start,
            reading.due,
            reading.reading,
        )


@pytest.mark.parametrize("days", [30, 7, 1, -1])
def test_something_is_due_soon_and_something_overdue_on_the_very_day(country: Seeded, days: int) -> None:
    plan = Plan.objects.get(partnership__slug="county-durham")
    assert plan.actions.live().filter(due=TODAY + timedelta(days=days)).exists()


def test_there_is_news_of_this_week_and_silence_for_half_a_year(country: Seeded) -> None:
    assert ProgressUpdate.objects.filter(at__date__gte=TODAY - timedelta(days=7)).exists()
    assert Action.objects.live().filter(last_heard_at__date__lt=TODAY - timedelta(days=200)).exists()


def test_an_action_stands_as_its_newest_update_left_it(country: Seeded) -> None:
    for action in Action.objects.filter(updates__isnull=False).distinct().order_by("pk")[:200]:
        newest = action.updates.order_by("-at", "-pk").first()
        assert newest
        assert (action.delivery_state, action.confidence, action.last_heard_at) == (
            newest.delivery_state,
            newest.confidence,
            newest.at,
        )


def test_the_officer_has_an_unfinished_plan_and_an_area_with_nothing_yet(country: Seeded) -> None:
    own = Partnership.objects.filter(
        pk__in=Membership.objects.filter(person__email="officer@demo.example").values("partnership")
    )
    assert {p.slug: p.plans.count() for p in own} == {"county-durham": 1, "darlington": 0}
    assert not Declaration.objects.filter(partnership__slug="darlington").exists()


def test_the_contributor_belongs_to_the_force_of_both(country: Seeded) -> None:
    memberships = Membership.objects.filter(person__email="contributor@demo.example")
    force = {membership.organisation for membership in memberships}
    assert {organisation.kind.code for organisation in force if organisation} == {"police"}
    assert {m.partnership.slug for m in memberships if m.partnership} == {"county-durham", "darlington"}
    led = Action.objects.live().filter(lead__in=force, plan__partnership__slug="county-durham")
    assert led.filter(due__in=[TODAY + timedelta(days=days) for days in (30, 7, 1)]).exists()


@pytest.mark.parametrize("name", ["officer", "contributor", "lead", "regional", "analyst", "admin"])
def test_the_password_opens_the_six_sign_ins(country: Seeded, name: str) -> None:
    assert Person.objects.get(email=f"{name}@demo.example").check_password("correct horse battery staple")


def test_nobody_else_of_the_demo_can_sign_in(country: Seeded) -> None:
    others = [person for person in Person.objects.all() if "." in person.email.split("@")[0]]
    assert others
    assert not any(person.has_usable_password() for person in others)


def test_figures_are_counted_at_the_end(country: Seeded) -> None:
    assert PlanFigures.objects.count() == country.plans
    assert verify() == []


def test_the_trail_is_whole(country: Seeded) -> None:
    assert broken_entries() == []


def test_a_second_time_changes_nothing(country: Seeded) -> None:
    before = (Action.objects.count(), Person.objects.count(), Organisation.objects.count())
    assert seed(password="another", size=10) == Seeded(new=False, size=1)
    assert (Action.objects.count(), Person.objects.count(), Organisation.objects.count()) == before


def test_ids_go_on_where_the_demo_ended(country: Seeded) -> None:
    plan = Plan.objects.order_by("pk").first()
    assert plan
    last = Action.objects.order_by("-pk").values_list("pk", flat=True)[0]
    with transaction.atomic():
        assert Action.objects.create(plan=plan, position=999, text="Another").pk > last
        transaction.set_rollback(True)


def test_the_mark_says_how_large_it_is(country: Seeded) -> None:
    assert DemoSeed.objects.get().size == 1


def test_areas_have_chosen_differently_what_is_public(country: Seeded) -> None:
    chosen = PublicChoice.objects.values_list("narratives", "reasons", "posts")
    assert len(set(chosen)) > 2
    assert Plan.objects.published().filter(public_choice__isnull=True).exists()


def test_four_quarters_are_published_and_the_last_waits_for_the_analyst(country: Seeded) -> None:
    kept = list(PublishedQuarter.objects.order_by("-quarter"))
    assert [one.is_published for one in kept] == [True] * 4
    assert kept[0].period == quarter_of(TODAY).previous().previous()
    assert all(one.manifest["tables"]["actions"]["rows"] > 0 for one in kept)
