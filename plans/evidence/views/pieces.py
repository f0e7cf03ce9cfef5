"""One piece of evidence: add it, see it, get its file, replace it, set it aside."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from areas.people.access import reach_of
from concordat.documents.download import kept_file
from plans.evidence import operations, queries
from plans.evidence.forms import EvidenceForm, ReplaceForm, SetAsideForm
from plans.evidence.models import Evidence
from plans.evidence.operations import NotCounting
from plans.evidence.views.parts import file_kind, older_links, rows_of
from plans.progress.queries import action_to_update


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, action_id: int) -> HttpResponse:
    """Add a file or a link to an action: whoever may update it."""
    action, _ = action_to_update(request.user, action_id)
    back = f"{action.get_absolute_url()}#evidence"
    initial = {"update": request.GET.get("update", "")}
    form = EvidenceForm(*_sent(request), action_id=action.pk, cancel_url=back, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "action": action, "plan": action.plan}
        return render(request, "plans/evidence/add.html", context)
    added = operations.add_evidence(
        action_id=action.pk,
        new=form.new(),
        file=form.cleaned_data["file"],
        by=request.user.pk,
        submission_key=form.cleaned_data["submission_key"],
    )
    messages.success(request, "The evidence is added.")
    return redirect(added)


@login_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a piece of evidence is and how it stands: everybody who may see its action."""
    reach, today = reach_of(request.user), timezone.localdate()
    one = queries.evidence_for(reach, pk)
    context = {
        "evidence": one,
        "action": one.action,
        "standing": one.standing(today),
        "kind": file_kind(one),
        "rows": rows_of(one),
        "older": older_links(queries.replaced_by_this(one)),
        "may_change": one.counts and queries.may_change(reach, one.action),
    }
    return render(request, "plans/evidence/evidence.html", context)


@login_required
@require_safe
def hand_out(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file, to be kept and never opened inside our pages: everybody who may see its action."""
    one = queries.evidence_for(reach_of(request.user), pk)
    if one.url:
        raise Http404("This piece of evidence is a link")
    try:
        return kept_file(one.file.open("rb"), one.file_name, one.content_type)
    except FileNotFoundError:
        raise Http404("The file of this evidence is missing") from None


@login_required
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a newer piece in the place of one: whoever may update its action."""
    old = queries.evidence_to_change(reach_of(request.user), pk)
    form = ReplaceForm(*_sent(request), old=old, cancel_url=old.get_absolute_url())
    context = {"form": form, "evidence": old, "action": old.action}
    if request.method == "GET" and not old.counts:
        return _meanwhile(request, old)
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/evidence/replace.html", context)
    try:
        newer = operations.replace_evidence(
            evidence_id=old.pk,
            new=form.new(),
            file=form.cleaned_data["file"],
            by=request.user.pk,
            submission_key=form.cleaned_data["submission_key"],
        )
    except NotCounting as meanwhile:
        form.add_error(None, _told(meanwhile.current))
        return render(request, "plans/evidence/replace.html", context, status=409)
    messages.success(request, "The newer evidence is in its place. The older one stays readable.")
    return redirect(newer)


@login_required
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a piece counts no more, and why: whoever may update its action."""
    one = queries.evidence_to_change(reach_of(request.user), pk)
    form = SetAsideForm(*_sent(request), cancel_url=one.get_absolute_url())
    if request.method == "GET" and not one.counts:
        return _meanwhile(request, one)
    context = {"form": form, "evidence": one, "action": one.action}
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/evidence/set_aside.html", context)
    try:
        operations.set_aside(evidence_id=one.pk, reason=form.cleaned_data["reason"], by=request.user.pk)
    except NotCounting as meanwhile:
        form.add_error(None, _told(meanwhile.current))
        return render(request, "plans/evidence/set_aside.html", context, status=409)
    messages.success(request, "The evidence is set aside. It stays readable.")
    return redirect(one)


def _meanwhile(request: HttpRequest, current: Evidence) -> HttpResponse:
    """Say kindly that somebody was first."""
    how = "replaced" if current.replaced_by_id else "set aside"
    messages.info(request, f"This evidence was {how} already. Nothing was changed.")
    return redirect(current)


def _told(current: Evidence) -> str:
    """Return what to do when somebody was first; what was typed stays on the page."""
    if current.replaced_by_id:
        return "Somebody has replaced this evidence meanwhile. Open the newer one, and replace or set aside that"
    return "Somebody has set this evidence aside meanwhile. Add yours to the action as new evidence"


def _sent(request: HttpRequest) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]] | tuple[None, None]:
    """Return what a form was sent with, and its files; nothing when it was not sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
