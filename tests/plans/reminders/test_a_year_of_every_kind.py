"""A year in which everything happens that a letter can be about: told are exactly the steps, days and people that should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from areas.models import (
    DeadAddress,
    Declaration,
    DeclarationText,
    Letter,
    Membership,
    OrganisationKind,
    Reaffirmation,
    Signatory,
)
from areas.outbox.operations import trust_address
from areas.roles.rules import Role
from plans.models import Action, Evidence, Indicator, Milestone, Plan, Reminder
from plans.reminders.operations import run_round
from plans.reminders.rules import KINDS
from tests.cast import Cast, make_person
from tests.plans.reminders.year import DAYS, FIRST, HEARD_BEFORE, STEPS, Life, Told, expected, lives, on

pytestmark = pytest.mark.usefixtures("by_day")


@dataclass(frozen=True)
class Made:
    """What the year is about: the object of each kind, by the id that its reminders name."""

    submitted: Plan
    declaration: Declaration
    milestone: Milestone
    indicator: Indicator
    evidence: Evidence
    membership: Membership

    def names(self, cast: Cast) -> Mapping[tuple[str, int], str]:
        """Return what the expected year calls each object."""
        return {
            ("plan", self.submitted.pk): "submission",
            ("plan", cast.plan.pk): "plan_review",
            ("partnership", cast.partnership.pk): "declaration",
            ("milestone", self.milestone.pk): "milestone",
            ("indicator", self.indicator.pk): "indicator",
            ("evidence", self.evidence.pk): "evidence",
            ("membership", self.membership.pk): "unreached",
        }


def a_year_ago(day: date) -> date:
    return day.replace(year=day.year - 1)


def make(cast: Cast, life: Life) -> Made:
    """Set the stage on the morning of the first day."""
    for which, action in enumerate((cast.police_action, cast.council_action)):
        Action.objects.filter(pk=action.pk).update(due=on(life.due[which]), last_heard_at=at_three(HEARD_BEFORE))
    Plan.objects.filter(pk=cast.plan.pk).update(
        workflow_state="published", published_on=a_year_ago(on(life.spans["plan_review"].begins))
    )
    submitted = Plan.objects.create(partnership=cast.partnership, title="Crisis cafés", plan_year=2026)
    submitted.areas.add(cast.area)
    signed_on = a_year_ago(on(life.spans["declaration"].begins))
    declaration = Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=signed_on, text="We will work together."
    )
    OrganisationKind.objects.exclude(pk=cast.police.kind_id).update(is_core=False)
    Signatory.objects.create(declaration=declaration, organisation=cast.police, signed_on=signed_on)
    cathy = make_person("Cathy", role=Role.CONTRIBUTOR, organisation=cast.charity, partnership=cast.partnership)
    return Made(
        submitted=submitted,
        declaration=declaration,
        milestone=Milestone.objects.create(
            action=cast.council_action, position=1, text="Rota agreed", due=on(life.spans["milestone"].begins)
        ),
        indicator=Indicator.objects.create(
            partnership=cast.partnership,
            provider=cast.police,
            name="Detentions",
            next_due=on(life.spans["indicator"].begins),
        ),
        evidence=Evidence.objects.create(
            action=cast.council_action, title="Report", url="https://northshire.example/report", checked_at=at_three(0)
        ),
        membership=Membership.objects.get(person=cathy),
    )


def at_three(number: int) -> datetime:
    return datetime.combine(on(number), time(15), UTC)


def begin(cast: Cast, made: Made, kind: str, number: int) -> None:
    """Let something go wrong, or come, on the afternoon of a day."""
    starts: dict[str, Callable[[], object]] = {
        "off_track": lambda: Action.objects.filter(pk=cast.police_action.pk).update(
            confidence="off_track", reason="No money yet", last_heard_at=at_three(number)
        ),
        "evidence": lambda: Evidence.objects.filter(pk=made.evidence.pk).update(
            link_state="broken", failing_since=at_three(number)
        ),
        "submission": lambda: Plan.objects.filter(pk=made.submitted.pk).update(
            workflow_state="submitted", submitted_on=on(number)
        ),
        "unreached": lambda: DeadAddress.objects.create(address="cathy@example.org", reason="550 No such mailbox here"),
    }
    if kind in starts:
        starts[kind]()


def mend(cast: Cast, made: Made, kind: str, number: int) -> None:
    """Let somebody put it right on the afternoon of a day."""
    mends: dict[str, Callable[[], object]] = {
        "off_track": lambda: Action.objects.filter(pk=cast.police_action.pk).update(
            confidence="on_track", reason="", last_heard_at=at_three(number)
        ),
        "milestone": lambda: Milestone.objects.filter(pk=made.milestone.pk).update(done_on=on(number)),
        "indicator": lambda: Indicator.objects.filter(pk=made.indicator.pk).update(
            retired_on=on(number), retired_reason="Counted in another way"
        ),
        "evidence": lambda: Evidence.objects.filter(pk=made.evidence.pk).update(
            link_state="answers", failing_since=None
        ),
        "submission": lambda: Plan.objects.filter(pk=made.submitted.pk).update(workflow_state="returned"),
        "plan_review": lambda: Plan.objects.create(
            partnership=cast.partnership, title="The next", edition=2, refreshes=cast.plan, plan_year=2027
        ),
        "declaration": lambda: Reaffirmation.objects.create(
            declaration=made.declaration,
            signed_on=on(number),
            text=DeclarationText.objects.create(declaration=made.declaration, number=1, text=made.declaration.text),
        ),
        "unreached": lambda: trust_address(address="cathy@example.org", by=cast.leah.pk),
    }
    mends[kind]()


def afternoon(cast: Cast, made: Made, life: Life, number: int) -> None:
    """Let happen what happens on a day."""
    for which, action in enumerate((cast.police_action, cast.council_action)):
        if number in life.heard[which]:
            Action.objects.filter(pk=action.pk).update(last_heard_at=at_three(number))
    for kind, span in life.spans.items():
        if number == span.begins:
            begin(cast, made, kind, number)
        elif number == span.mended:
            mend(cast, made, kind, number)


def replay(cast: Cast, life: Life) -> list[Told]:
    """Live the year on the service's own clock and return what was told."""
    with time_machine.travel(datetime.combine(FIRST, time(5), UTC), tick=False):
        made = make(cast, life)
    for number in range(DAYS):
        with time_machine.travel(datetime.combine(on(number), time(6, 30), UTC), tick=False) as clock:
            if number not in life.away:
                run_round()
                Letter.objects.filter(state="planned").update(state="sent", sent_at=timezone.now())
            clock.move_to(at_three(number), tick=False)
            afternoon(cast, made, life, number)
    names = {
        ("action", cast.police_action.pk): "police",
        ("action", cast.council_action.pk): "council",
        **made.names(cast),
    }
    sent = Reminder.objects.filter(letter__state="sent", superseded_at=None)
    return sorted(
        Told(day, name, kind, kind if kind == "off_track" else names[of, pk], step, cycle)
        for day, name, kind, of, pk, step, cycle in sent.values_list(
            "planned_on", "person__name", "kind", "object_kind", "object_id", "step", "cycle"
        )
    )


# Without shrinking: a life that breaks a promise is shown as it was found, within the time a test has.
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@pytest.mark.time_limit(240)
@given(life=lives)
def test_exactly_what_is_due_is_told_to_whom_it_concerns(cast: Cast, life: Life) -> None:
    with transaction.atomic():
        told, wanted = replay(cast, life), expected(life)
        missed, uncalled_for = set(wanted) - set(told), set(told) - set(wanted)
        assert (missed, uncalled_for) == (set(), set())
        assert len(told) == len(wanted)
        letters = list(Letter.objects.filter(state="sent").values_list("person__name", "sent_at__date"))
        assert len(set(letters)) == len(letters) == len({(one.day, one.name) for one in told})
        transaction.set_rollback(True)


def test_the_year_knows_every_kind() -> None:
    assert {kind.value: about.steps for kind, about in KINDS.items()} == STEPS
