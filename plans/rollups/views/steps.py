"""Freeze, publish, correct: a page that asks for each, and one operation behind it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from concordat.periods import Quarter
from concordat.web.forms import ConcordatForm
from concordat.web.words import date_words
from plans.rollups.forms import CorrectForm, FreezeForm, PublishForm
from plans.rollups.models import PublishedQuarter
from plans.rollups.operations import StaleRevision, correct_quarter, freeze_quarter, publish_quarter
from plans.rollups.queries.access import check_freeze, quarter_named
from plans.rollups.queries.quarters import how_complete, newest_revision
from plans.rollups.rules.quarters import CannotFreeze, days_to_freeze
from plans.rollups.views.quarters import back_to


def _asked(request: HttpRequest, name: str) -> Quarter:
    check_freeze(reach_of(request.user))
    return quarter_named(name, timezone.localdate())


@login_required
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, name: str) -> HttpResponse:
    """Ask as at which day, then freeze."""
    shown, today = _asked(request, name), timezone.localdate()
    form = FreezeForm(request.POST or None, quarter=shown, cancel_url=back_to(shown))
    if request.method == "POST" and form.is_valid():
        try:
            frozen = freeze_quarter(quarter=shown, as_at=form.cleaned_data["as_at"], by=request.user.pk)
        except CannotFreeze as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{shown.words} is frozen as at the end of {date_words(frozen.as_at)}.")
            return redirect("quarter", str(shown))
    cannot = "" if days_to_freeze(shown, today) else f"{shown.words} is not over yet: freeze it after its last day."
    if newest_revision(shown):
        cannot = f"{shown.words} is frozen already. If something in it is wrong, correct it by a new revision."
    waited = len(how_complete(shown, today).chase) if not cannot else 0
    return _page(request, "freeze", shown, form, cannot=cannot, waited=waited)


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, name: str) -> HttpResponse:
    """Ask once more, then publish the newest revision."""
    shown = _asked(request, name)
    newest = newest_revision(shown)
    revision = {"revision": newest.revision if newest else 1}
    form = PublishForm(request.POST or None, initial=revision, cancel_url=back_to(shown))
    if request.method == "POST" and form.is_valid():
        try:
            publish_quarter(quarter=shown, revision=form.cleaned_data["revision"], by=request.user.pk)
        except CannotFreeze as refused:
            form.add_error(None, str(refused))
        except StaleRevision as stale:
            return _stale(
                request, "publish", shown, PublishForm(_on_top(request, stale), cancel_url=back_to(shown)), stale
            )
        else:
            messages.success(request, f"{shown.words} is published.")
            return redirect("quarter", str(shown))
    cannot = "" if newest else f"{shown.words} is not frozen yet. Freeze it first."
    if newest and newest.is_published:
        cannot = f"Revision {newest.revision} of {shown.words} is published already."
    return _page(request, "publish", shown, form, cannot=cannot, newest=newest)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, name: str) -> HttpResponse:
    """Ask why and as at which day, then freeze a new revision."""
    shown = _asked(request, name)
    newest = newest_revision(shown)
    initial = {"revision": newest.revision, "as_at": newest.as_at} if newest else {}
    form = CorrectForm(request.POST or None, quarter=shown, initial=initial, cancel_url=back_to(shown))
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_quarter(quarter=shown, by=request.user.pk, **form.cleaned_data)
        except CannotFreeze as refused:
            form.add_error(None, str(refused))
        except StaleRevision as stale:
            again = CorrectForm(_on_top(request, stale), quarter=shown, cancel_url=back_to(shown))
            return _stale(request, "correct", shown, again, stale)
        else:
            messages.success(request, f"Revision {made.revision} of {shown.words} is frozen. It is not published yet.")
            return redirect("quarter", str(shown))
    cannot = "" if newest else f"{shown.words} is not frozen yet. Freeze it first."
    return _page(request, "correct", shown, form, cannot=cannot, newest=newest)


def _on_top(request: HttpRequest, stale: StaleRevision) -> dict[str, str]:
    """Return what was typed, to be sent again on top of the newest revision."""
    return {**request.POST.dict(), "revision": str(stale.current.revision)}


def _stale(request: HttpRequest, step: str, shown: Quarter, form: ConcordatForm, stale: StaleRevision) -> HttpResponse:
    """Show the newest revision beside what was typed; sending it again goes on top."""
    form.add_error(None, f"{stale}. Check what it says, then send yours again or cancel")
    return _page(request, step, shown, form, newest=stale.current, theirs=stale.current, status=409)


def _page(
    request: HttpRequest,
    step: str,
    shown: Quarter,
    form: ConcordatForm,
    *,
    cannot: str = "",
    waited: int = 0,
    newest: PublishedQuarter | None = None,
    theirs: PublishedQuarter | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "step": step,
        "quarter": shown,
        "back": back_to(shown),
        "form": form,
        "cannot": "" if form.is_bound else cannot,
        "waited": waited,
        "newest": newest,
        "theirs": theirs,
    }
    return render(request, f"plans/rollups/{step}.html", context, status=status)
