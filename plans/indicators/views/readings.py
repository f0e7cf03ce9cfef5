"""Give the figure of a period, or put it right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from plans.indicators import operations, queries
from plans.indicators.forms import ReadingForm
from plans.indicators.operations import AlreadyRead
from plans.indicators.rules import period_words
from plans.indicators.views.parts import counting, figure_words


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the figure of a period: officers, and who contributes for the organisation that gives it."""
    one = queries.indicator_to_read(reach_of(request.user), pk)
    there = {reading.began: reading for reading in counting(queries.readings_of(one))}
    data = request.POST if request.method == "POST" else None
    asked = _day(request.GET.get("period", ""))
    initial = {"began": asked} if asked else {}
    form = ReadingForm(data, indicator=one, there=there, initial=initial, cancel_url=one.get_absolute_url())
    context = {"form": form, "indicator": one}
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/indicators/reading_add.html", context)
    try:
        added = operations.add_reading(
            indicator_id=one.pk,
            new=form.new(),
            seen_revision=form.seen_revision(),
            by=request.user.pk,
            submission_key=form.cleaned_data["submission_key"],
        )
    except AlreadyRead as taken:
        form.see({**there, taken.current.began: taken.current})
        context |= {"taken": taken.current, "figure": figure_words(one, taken.current)}
        return render(request, "plans/indicators/reading_add.html", context, status=409)
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "plans/indicators/reading_add.html", context)
    said = "put right" if added.revision > 1 else "kept"
    messages.success(request, f"The figure for {period_words(one.every, added.began)} is {said}. Thank you.")
    return redirect(one)


def _day(text: str) -> object:
    try:
        return parse_date(text)
    except ValueError:
        return None
