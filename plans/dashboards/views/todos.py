"""What needs somebody now, each as one line that leads to where it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from areas.models import Person
from concordat.web.words import plural
from plans.dashboards.queries.me import PartnershipDesk, RegionDesk, Waiting
from plans.dashboards.queries.waiting import ServiceDesk
from plans.planning.models import Plan
from plans.planning.rules.states import WorkflowState
from plans.progress.models import UpdateDraft


@dataclass(frozen=True)
class Todo:
    """One thing to do: the words of the link, where it leads, and what it is about."""

    words: str
    url: str
    about: str = ""


def of_actions(waiting: Waiting) -> Iterator[Todo]:
    """Yield the plans in which the person's own actions wait for a word."""
    for plan in waiting.plans:
        words = f"{plural(plan.count, 'action')} of yours {_verb(plan.count, 'waits', 'wait')} for your word"
        late = f"{plan.overdue} past {_verb(plan.overdue, 'its', 'their')} date. " if plan.overdue else ""
        yield Todo(words, f"{reverse('plan-round', args=[plan.plan_id])}?part=mine", late + plan.title)


def of_drafts(drafts: Iterable[UpdateDraft]) -> Iterator[Todo]:
    """Yield what was typed and not saved."""
    for draft in drafts:
        yield Todo("Finish what you began to write", reverse("update-add", args=[draft.action_id]), _short(draft))


def of_desks(desks: Iterable[PartnershipDesk]) -> Iterator[Todo]:
    """Yield what waits in the plans somebody looks after."""
    for desk in desks:
        yield from _to_begin(desk)
        for plan in desk.plans:
            yield from _of_plan(plan, desk.may_publish)


def of_region(region: RegionDesk | None) -> Iterator[Todo]:
    """Yield the plans that wait for an answer."""
    for plan in region.submitted if region else ():
        yield Todo("A plan waits for your answer", plan.get_absolute_url(), plan.title)


def of_people(never: int) -> Iterator[Todo]:
    """Yield the people who were invited and never came."""
    if never:
        verb = _verb(never, "was", "were")
        yield Todo(f"{plural(never, 'person', 'people')} {verb} invited and never signed in", reverse("people"))


def of_addresses(people: Iterable[Person]) -> Iterator[Todo]:
    """Yield the people whom no letter reaches."""
    for person in people:
        yield Todo(f"Letters do not reach {person.name}", reverse("person", args=[person.pk]), person.email)


def of_service(service: ServiceDesk | None) -> Iterator[Todo]:
    """Yield what is not well with the service."""
    if service and service.letters_failed:
        words = f"{plural(service.letters_failed, 'letter')} could not be sent"
        yield Todo(words, f"{reverse('reminder-letters')}?state=failed")
    if service and service.figures:
        yield Todo("Figures are late", reverse("national"), service.figures)


def _to_begin(desk: PartnershipDesk) -> Iterator[Todo]:
    """Yield what an area begins with, as long as it is not there."""
    area = next(iter(desk.partnership.areas.all()), None)
    if area is None:
        return
    if desk.declaration_status != "signed":
        words = "Finish the declaration" if desk.declaration_status == "draft" else "Record the declaration"
        yield Todo(words, reverse("declaration-steps", args=[area.slug, desk.partnership.slug]), desk.partnership.name)
    if not desk.plans:
        yield Todo("Start the plan", reverse("plan-add", args=[area.slug]), desk.partnership.name)


def _of_plan(plan: Plan, may_publish: bool) -> Iterator[Todo]:
    url, at = plan.get_absolute_url(), plan.title
    if plan.workflow_state == WorkflowState.RETURNED:
        yield Todo("The plan came back with suggestions", url, at)
    if plan.workflow_state == WorkflowState.APPROVED and may_publish:
        yield Todo("The plan is approved: publish it", reverse("plan-publish", args=[plan.pk]), at)
    waits = plan.imports_waiting  # type: ignore[attr-defined]
    if waits:
        words = f"{plural(waits, 'import')} {_verb(waits, 'waits', 'wait')} for your check"
        yield Todo(words, reverse("plan-import", args=[plan.pk]), at)
    unread = plan.imports_reading  # type: ignore[attr-defined]
    if unread:
        words = f"{plural(unread, 'file')} {_verb(unread, 'is', 'are')} being read"
        yield Todo(words, reverse("plan-import", args=[plan.pk]), at)
    unsaid = plan.unsaid or 0  # type: ignore[attr-defined]
    if unsaid:
        words = f"{plural(unsaid, 'action')} {_verb(unsaid, 'has', 'have')} had no word this period"
        yield Todo(words, f"{reverse('plan-round', args=[plan.pk])}?part=all&said=no", at)
    overdue = plan.overdue or 0  # type: ignore[attr-defined]
    if overdue:
        words = f"{plural(overdue, 'action')} {_verb(overdue, 'is', 'are')} overdue"
        yield Todo(words, f"{url}?only=overdue#actions", at)


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _short(draft: UpdateDraft) -> str:
    text = str(draft.action)
    return text if len(text) <= 80 else f"{text[:79]}…"
