"""Makes the stage crowded, with few statements: a plan of many actions and everything that hangs on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from areas.declarations.models import Declaration, Signatory
from areas.models import Letter, Membership, Organisation, PartnershipMember, Person
from areas.roles.rules import Role
from plans.imports.rules.proposal import as_fields
from plans.models import Action, Evidence, ImportRow, Milestone, PlanImport, ProgressUpdate, Theme
from plans.planning.rules.actions import NewAction
from plans.rollups.operations import refresh_plans
from tests.plans.dashboards.country import grow
from tests.site.addresses import Stage

STATES = (("not_started", ""), ("in_progress", "on_track"), ("in_progress", "at_risk"), ("complete", ""))
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def crowd(stage: Stage, actions: int) -> None:
    """Add ``actions`` to the plan, each with what an action can have, and a twentieth as many of everything else."""
    few = max(actions // 20, 2)
    bodies = _bodies(stage, few)
    _people(stage, few)
    _actions(stage, actions, bodies)
    _imports(stage, actions, few)
    grow(stage.cast.region, few, stage.cast.today, actions=2)
    refresh_plans(None, stage.cast.today)


def _bodies(stage: Stage, number: int) -> list[Organisation]:
    cast, first = stage.cast, Organisation.objects.count()
    made = Organisation.objects.bulk_create(
        Organisation(name=f"Body {first + n:04}", short_name=f"B{first + n}", kind=cast.charity.kind)
        for n in range(number)
    )
    PartnershipMember.objects.bulk_create(
        PartnershipMember(partnership=cast.partnership, organisation=one, alias=one.short_name) for one in made
    )
    declaration = Declaration.objects.get(partnership=cast.partnership)
    Signatory.objects.bulk_create(
        Signatory(declaration=declaration, organisation=one, post="Chair", signed_on=date(2026, 5, 1)) for one in made
    )
    return made


def _people(stage: Stage, number: int) -> None:
    first = Person.objects.count()
    made = Person.objects.bulk_create(
        Person(email=f"person{first + n}@example.org", name=f"Person {first + n}", password="!") for n in range(number)
    )
    Membership.objects.bulk_create(
        Membership(person=one, role=Role.OFFICER, partnership=stage.cast.partnership, started_on=date(2020, 1, 1))
        for one in made
    )
    Letter.objects.bulk_create(
        Letter(
            key=f"digest:2026-11-01:{one.pk}", kind="digest", person=one, address=one.email, subject="Actions wait",
            text="Hello", html="<p>Hello</p>", message_id=f"<{one.pk}@example.org>", state="sent", sent_at=NOON,
        )
        for one in made
    )  # fmt: skip


def _actions(stage: Stage, number: int, bodies: list[Organisation]) -> None:
    cast, first = stage.cast, stage.cast.plan.actions.count()
    themes = Theme.objects.bulk_create(
        Theme(plan=cast.plan, position=100 + first + n, number=str(first + n), title=f"Part {first + n}")
        for n in range(3)
    )
    made = Action.objects.bulk_create(_action(stage, first + n, themes[n % 3], bodies) for n in range(number))
    partners, standards = Action.partners.through, Action.standards.through
    partners.objects.bulk_create(partners(action=one, organisation=bodies[one.position % len(bodies)]) for one in made)
    standards.objects.bulk_create(standards(action=one, standard=cast.standard) for one in made[::2])
    Milestone.objects.bulk_create(
        Milestone(action=one, position=1, text="First step", due=date(2027, 1, 31)) for one in made
    )
    told = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=one, delivery_state=one.delivery_state, confidence=one.confidence, reason=one.reason,
            narrative="We went on.", period="2026-27-Q3", at=NOON + timedelta(hours=n), by=cast.colin,
        )
        for one in [*made, *[cast.police_action] * (number // 20)] for n in range(2)
    )  # fmt: skip
    Evidence.objects.bulk_create(
        Evidence(
            action=update.action, update=update, title=f"Page {update.pk}", url=f"https://example.org/{update.pk}",
            by=cast.olive,
        )
        for update in told[::4]
    )  # fmt: skip


def _action(stage: Stage, place: int, theme: Theme, bodies: list[Organisation]) -> Action:
    state, confidence = STATES[place % len(STATES)]
    return Action(
        plan=stage.cast.plan, theme=theme, position=place + 1, number=str(place + 1), text=f"Keep promise {place}.",
        lead=stage.cast.police if place % 3 else bodies[place % len(bodies)], delivery_state=state,
        confidence=confidence, reason="No money yet." if confidence == "at_risk" else "", last_heard_at=NOON,
        timescale="March 2026" if place % 2 else "", due=date(2026, 3, 31) if place % 2 else None,
    )  # fmt: skip


def _imports(stage: Stage, rows: int, number: int) -> None:
    for kept in (stage.plan_import, stage.compared_import):
        first = kept.rows.count()
        ImportRow.objects.bulk_create(
            ImportRow(
                plan_import=kept, position=first + n + 1, as_read={"row": f"row {n}"}, warnings=["Look at this."],
                fields=as_fields(NewAction(text=f"Bring {n}.", lead_id=stage.cast.police.pk)),
            )
            for n in range(rows)
        )  # fmt: skip
    PlanImport.objects.bulk_create(
        PlanImport(
            plan=stage.cast.plan, file="imports/x.docx", name=f"plan {n}.docx", size=1, sha256=f"{n:064}",
            plan_year=2026, by=stage.cast.olive, reading={"warnings": [], "left_out": [], "columns": []},
        )
        for n in range(number)
    )  # fmt: skip
