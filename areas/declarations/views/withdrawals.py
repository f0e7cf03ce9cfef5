"""An organisation withdraws, and may come back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.declarations import operations, queries
from areas.declarations.forms import ReturnForm, WithdrawForm
from areas.declarations.models import Signatory
from areas.declarations.views.agreement import person_id, sent
from areas.declarations.views.signatories import begin
from concordat.web.words import date_words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_withdraw(request: HttpRequest, slug: str, partnership: str, pk: int) -> HttpResponse:
    """Ask when, then record that an organisation has withdrawn."""
    page = begin(request, slug, partnership)
    signatory = queries.signatory_of(page["declaration"], pk)
    form = WithdrawForm(sent(request), initial={"withdrawn_on": timezone.localdate()}, cancel_url=page["back"])
    if form.is_bound and form.is_valid():
        try:
            operations.withdraw_signatory(
                signatory_id=pk, withdrawn_on=form.cleaned_data["withdrawn_on"], by=person_id(request)
            )
        except operations.WithdrewBeforeSigning:
            day = date_words(signatory.signed_on)
            form.add_error("withdrawn_on", f"The day it withdrew must be {day} or later: it signed then")
        else:
            messages.success(request, f"{signatory.organisation} is recorded as withdrawn")
            return redirect(page["back"])
    return render(request, "areas/declarations/signatory_withdraw.html", page | {"form": form, "signatory": signatory})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_return(request: HttpRequest, slug: str, partnership: str, pk: int) -> HttpResponse:
    """Record that an organisation that withdrew signs again, or that it never withdrew."""
    page = begin(request, slug, partnership)
    signatory = queries.signatory_of(page["declaration"], pk)
    if signatory.withdrawn_on is None:
        messages.info(request, f"{signatory.organisation} stands in the declaration")
        return redirect(page["back"])
    start = {"role": signatory.role, "post": signatory.post, "signed_on": timezone.localdate()}
    form = ReturnForm(
        sent(request), initial=start, withdrawn_on=signatory.withdrawn_on, cancel_url=page["back"]
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _came_back(request, form, signatory, page):
        return redirect(page["back"])
    return render(request, "areas/declarations/signatory_return.html", page | {"form": form, "signatory": signatory})


def _came_back(request: HttpRequest, form: ReturnForm, signatory: Signatory, page: dict[str, Any]) -> bool:
    """Do what was asked and say so; False leaves a sentence on the form."""
    try:
        if form.was_mistake:
            operations.take_back_withdrawal(signatory_id=signatory.pk, by=person_id(request))
        else:
            operations.add_signatory(
                declaration_id=page["declaration"].pk,
                organisation_id=signatory.organisation_id,
                signature=form.signature(),
                by=person_id(request),
            )
    except operations.AlreadySigned:
        form.add_error(None, f"{signatory.organisation} has signed again already. Change that entry instead")
        return False
    messages.success(request, f"{signatory.organisation} stands in the declaration again")
    return True
