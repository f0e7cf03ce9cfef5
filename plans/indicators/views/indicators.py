"""Indicators of a partnership: list, add, see, change, measure no more."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.indicators import operations, queries
from plans.indicators.forms import AddIndicatorForm, EditIndicatorForm, RetireForm, as_typed, in_words
from plans.indicators.forms.indicators import LABELS
from plans.indicators.models import Indicator
from plans.indicators.rules import NewIndicator
from plans.indicators.views.parts import measures_table, picture_of, readings_table, rows_of
from plans.planning.queries.access import plan_for
from plans.planning.queries.actions import last_change
from plans.planning.rules.conflicts import StaleSave, differences


@login_required
@require_GET
def listing(request: HttpRequest, plan_id: int) -> HttpResponse:
    """List what the partnership of a plan measures: everybody who works with it."""
    reach, today = reach_of(request.user), timezone.localdate()
    plan = plan_for(reach, plan_id)
    measures = queries.measures_of(plan.partnership_id)
    context = {
        "plan": plan,
        "measures": measures,
        "table": measures_table(measures, today, "Indicators and their latest figures"),
        "late": sum(one.is_late(today) for one in measures),
        "may_change": queries.may_change(reach, plan.partnership_id),
    }
    return render(request, "plans/indicators/indicators.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add an indicator to the partnership of a plan: its officers."""
    plan = plan_for(reach_of(request.user), plan_id, P.EDIT_PLAN)
    data = request.POST if request.method == "POST" else None
    initial = {"actions": [request.GET["action"]]} if request.GET.get("action", "").isdecimal() else {}
    back = f"/plans/{plan.pk}/indicators/"
    form = AddIndicatorForm(data, partnership_id=plan.partnership_id, initial=initial, cancel_url=back)
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/indicators/add.html", {"form": form, "plan": plan, "back": back})
    key = form.cleaned_data["submission_key"]
    added = operations.add_indicator(
        partnership_id=plan.partnership_id, new=form.new(), by=request.user.pk, submission_key=key
    )
    messages.success(request, "The indicator is added. Give its first figure when its period is over.")
    return redirect(added)


@login_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what an indicator measures, with its figures over time: everybody who may see the partnership's work."""
    reach, today = reach_of(request.user), timezone.localdate()
    one = queries.indicator_for(reach, pk)
    readings = queries.readings_of(one)
    measure = queries.Measure(one, tuple(queries.latest_readings([one.pk]).get(one.pk, ())))
    context = {
        "indicator": one,
        "back": queries.way_back(one),
        "measure": measure,
        "late": measure.is_late(today),
        "trend": picture_of(one, readings),
        "rows": rows_of(one, queries.linked_actions(one), one.created_by.name if one.created_by else ""),
        "readings": readings,
        "table": readings_table(one, readings),
        "may_change": one.retired_on is None and queries.may_change(reach, one.partnership_id),
        "may_read": queries.may_read(reach, one),
    }
    return render(request, "plans/indicators/indicator.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator: officers of its partnership."""
    one = queries.indicator_to_change(reach_of(request.user), pk)
    data = request.POST if request.method == "POST" else None
    url = one.get_absolute_url()
    form = EditIndicatorForm(data, indicator=one, was_read=one.readings.exists(), initial=as_typed(one), cancel_url=url)
    context = {"form": form, "indicator": one}
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/indicators/edit.html", context)
    try:
        operations.edit_indicator(
            indicator_id=one.pk, expected_version=form.cleaned_data["version"], new=form.new(), by=request.user.pk
        )
    except StaleSave as stale:
        form.turn_to(stale.current.version, url)
        conflict = _conflict(form.new(), stale.current)
        return render(request, "plans/indicators/edit.html", {**context, "conflict": conflict}, status=409)
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "plans/indicators/edit.html", context)
    messages.success(request, "The indicator is saved.")
    return redirect(one)


@login_required
@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an indicator is measured no more: officers of its partnership."""
    one = queries.indicator_to_change(reach_of(request.user), pk)
    form = RetireForm(request.POST if request.method == "POST" else None, cancel_url=one.get_absolute_url())
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/indicators/retire.html", {"form": form, "indicator": one})
    operations.retire_indicator(indicator_id=one.pk, reason=form.cleaned_data["reason"], by=request.user.pk)
    messages.success(request, "The indicator is measured no more. Its figures stay.")
    return redirect(one)


def _conflict(mine: NewIndicator, current: Indicator) -> dict[str, object]:
    names = {
        "provider": dict(queries.provider_choices(current.partnership_id)),
        "actions": dict(queries.actions_to_link(current.partnership_id)),
    }
    last = last_change("indicator", current.pk)
    theirs = {name: value for name, value in as_typed(current).items() if name in LABELS}
    stored = NewIndicator(
        **{name: value for name, value in theirs.items() if name not in ("provider", "actions", "target")},
        target=current.target,
        provider_id=current.provider_id,
        action_ids=tuple(theirs["actions"]),
    )
    return {
        "thing": "indicator",
        "differences": differences(in_words(stored, names), in_words(mine, names), LABELS),
        "who": last.by.name if last and last.by else "Somebody else",
        "at": last.at if last else None,
    }
