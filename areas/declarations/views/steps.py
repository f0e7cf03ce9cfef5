"""The four steps of the national form, each a page of its own that is saved when it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from areas.declarations import operations, queries
from areas.declarations.forms import ClearForm, GroupForm, OwnOrganisationForm, group_as_stored, own_as_stored
from areas.declarations.forms.steps import StepForm, seen_of
from areas.declarations.models import DeclarationDraft
from areas.declarations.rules import Part, Step, part_of
from areas.declarations.views.agreement import person_id, sent
from areas.declarations.views.signatories import begin
from areas.organisations.queries import kinds_to_choose_from, members_not_in
from concordat.conflicts import Difference, StaleSave, differences
from concordat.web.words import date_words

USUAL_WORDING = Path(__file__).parent.parent / "data" / "usual_wording.txt"
LABELS = {
    "organisation": "Organisation",
    "post": "Post",
    "is_right": "Group and areas confirmed",
    "text": "Agreed text",
    "signed_on": "Date signed",
}


def begin_step(request: HttpRequest, slug: str, partnership: str, step: Step | None = None) -> dict[str, Any]:
    """Return what every step shows, for somebody who may edit; raises 404 or 403."""
    page = begin(request, slug, partnership, before=True)
    way = queries.on_the_way(page["partnership"], page["declaration"], timezone.localdate())
    start = reverse("declaration-steps", args=[slug, partnership])
    listed = [
        (one, number, reverse(f"declaration-step-{one}", args=[slug, partnership]), way.progress[one], way.missing.get(one, []))
        for number, one in enumerate(Step, 1)
    ]  # fmt: skip
    return page | {"way": way, "steps": listed, "step": step, "start": start, "conflict": ()}


def after_saving(request: HttpRequest, page: dict[str, Any], step: Step) -> HttpResponse:
    """Go on to the next step, or back to the list of steps where that was asked for."""
    messages.success(request, f"Step {list(Step).index(step) + 1} is saved")
    if "later" in request.POST:
        return redirect(page["start"])
    following = list(Step)[list(Step).index(step) + 1]
    return redirect(f"declaration-step-{following}", page["area"].slug, page["partnership"].slug)


@login_required
@require_safe
def declaration_steps(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Show the steps and how far each has come."""
    return render(request, "areas/declarations/steps.html", begin_step(request, slug, partnership))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_organisation(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Ask for the officer's own organisation."""
    page = begin_step(request, slug, partnership, Step.ORGANISATION)
    today, own = timezone.localdate(), page["way"].organisation
    near = [(body.pk, body.name) for body in members_not_in(page["partnership"].pk, set())]
    near += [(own.pk, own.name)] if own and (own.pk, own.name) not in near else []
    form = OwnOrganisationForm(
        sent(request),
        initial=own_as_stored(page["way"].drafted.own),
        near=near,
        bodies=queries.bodies_for(page["partnership"].pk, today),
        kinds=kinds_to_choose_from(today),
        cancel_url=page["start"],
    )
    return _step(request, page, form, Step.ORGANISATION)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_group(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Ask to confirm the group and its areas, and for what was agreed (``?wording=usual`` puts in the usual one)."""
    page = begin_step(request, slug, partnership, Step.GROUP)
    wording = ""
    if request.GET.get("wording") == "usual":
        wording = USUAL_WORDING.read_text(encoding="utf-8").replace("{group}", page["partnership"].name).strip()
    form = GroupForm(
        sent(request), initial=group_as_stored(page["way"].drafted.group, wording), cancel_url=page["start"]
    )
    places = page["partnership"].areas.select_related("region").order_by("name")
    return _step(request, page | {"places": places}, form, Step.GROUP)


def _step(
    request: HttpRequest, page: dict[str, Any], form: OwnOrganisationForm | GroupForm, step: Step
) -> HttpResponse:
    template = f"areas/declarations/step_{step}.html"
    if not form.is_bound or not form.is_valid():
        return render(request, template, page | {"form": form})
    try:
        _save(request, page, step, form.cleaned_data["seen"], form.part())
    except StaleSave as stale:
        theirs = queries.drafted_in(stale.current)
        form.put("seen", seen_of(part_of(theirs, step))["seen"])
        context = page | {
            "form": form,
            "conflict": _conflict(stale.current, form, step),
            "who": stale.current.changed_by,
        }
        return render(request, template, context, status=409)
    return after_saving(request, page, step)


def _save(request: HttpRequest, page: dict[str, Any], step: Step, seen: str, part: Part) -> None:
    operations.save_step(
        partnership_id=page["partnership"].pk, step=step, seen=seen, part=part, by=person_id(request)
    )  # fmt: skip


def save_others(request: HttpRequest, page: dict[str, Any], form: StepForm) -> None:
    """Save that the list of others is complete; whoever else said so said the same."""
    _save(request, page, Step.OTHERS, form.cleaned_data["seen"], part=True)


def _conflict(theirs: DeclarationDraft, form: OwnOrganisationForm | GroupForm, step: Step) -> tuple[Difference, ...]:
    """Return what differs between what somebody else saved and what was typed, in words."""
    typed = form.cleaned_data
    if step is Step.GROUP:
        stored = {"is_right": _yes(theirs.is_right), "text": theirs.text, "signed_on": date_words(theirs.signed_on)}
        mine = {"is_right": _yes(typed["is_right"]), "text": typed["text"], "signed_on": date_words(typed["signed_on"])}
        return differences(stored, mine, LABELS)
    assert isinstance(form, OwnOrganisationForm)
    own = form.part()
    names = {body.pk: body.name for body in form.bodies.all}
    stored = {"organisation": names.get(theirs.organisation_id or 0, theirs.new_name), "post": theirs.post}
    mine = {"organisation": names.get(own.organisation_id or 0, own.new_name), "post": own.post}
    return differences(stored, mine, LABELS)


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declaration_steps_clear(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Ask, then throw away what was typed on the steps."""
    page = begin_step(request, slug, partnership)
    if request.method == "POST":
        operations.drop_draft(partnership_id=page["partnership"].pk, by=person_id(request))
        messages.success(request, "What was typed on the steps is thrown away")
        return redirect(page["back"])
    form = ClearForm(cancel_url=page["start"])
    form.submit_label = "Throw it away"  # type: ignore[misc]
    return render(request, "areas/declarations/steps_clear.html", page | {"form": form})
