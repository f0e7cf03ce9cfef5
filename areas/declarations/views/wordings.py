"""The wordings a declaration has had, what changed between two, and when it was signed again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from areas.declarations import operations, queries
from areas.declarations.forms import CompareForm, ReaffirmForm
from areas.declarations.rules import DeclarationStatus, Piece, difference
from areas.declarations.views.agreement import person_id, sent
from areas.declarations.views.signatories import begin
from areas.partnerships.queries import partnership_of_area, regions_of
from areas.people.access import check_may, reach_of
from areas.places.queries import area_called
from areas.roles.rules import P
from concordat.web.words import date_words


def _read(request: HttpRequest, slug: str, partnership: str) -> dict[str, Any]:
    """Return what the pages of wordings show, for somebody who works with the partnership; raises 404."""
    area = area_called(slug)
    group = partnership_of_area(area.pk, partnership)
    check_may(reach_of(request.user), P.VIEW, partnership_id=group.pk, region_ids=regions_of(group))
    current = queries.declaration_of(group.pk)
    if current is None:
        raise Http404
    return {
        "area": area,
        "partnership": group,
        "texts": queries.wordings_of(current),
        "back": reverse("declaration", args=[slug]),
    }


@login_required
@require_safe
def declaration_texts(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Show the wordings a declaration has had."""
    return render(request, "areas/declarations/texts.html", _read(request, slug, partnership))


@login_required
@require_safe
def declaration_compare(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Show what changed from one wording (``?before=``) to another (``?after=``)."""
    page = _read(request, slug, partnership)
    texts = page["texts"]
    page["back"] = reverse("declaration-texts", args=[slug, partnership])
    if len(texts) < 2:
        return render(request, "areas/declarations/compare.html", page | {"form": None, "pieces": ()})
    form = CompareForm(request.GET, wordings=texts)
    pieces: tuple[Piece, ...] = ()
    if form.is_valid():
        by_number = {one.number: one for one in texts}
        before, after = (by_number[number] for number in form.numbers())
        page |= {"before": before, "after": after}
        pieces = difference(before.text, after.text)
    return render(request, "areas/declarations/compare.html", page | {"form": form, "pieces": pieces})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declaration_reaffirm(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Record that the partnership signed its declaration again."""
    page = begin(request, slug, partnership)
    declaration = page["declaration"]
    if declaration.status != DeclarationStatus.SIGNED:
        messages.info(request, "Only a declaration that is signed can be signed again")
        return redirect(page["back"])
    form = ReaffirmForm(
        sent(request),
        initial={"signed_again_on": timezone.localdate()},
        wordings=queries.wordings_of(declaration),
        first=declaration.signed_on,
        cancel_url=page["back"],
    )
    if form.is_bound and form.is_valid() and _reaffirmed(request, form, declaration):
        return redirect(page["back"])
    return render(request, "areas/declarations/reaffirm.html", page | {"form": form})


def _reaffirmed(request: HttpRequest, form: ReaffirmForm, declaration: Any) -> bool:
    """Record it and say so; False leaves a sentence on the form."""
    day = form.cleaned_data["signed_again_on"]
    number = form.number() or queries.wording_on(declaration, day) or 0
    try:
        operations.reaffirm(
            declaration_id=declaration.pk, signed_on=day, number=number, by=person_id(request), today=timezone.localdate()
        )  # fmt: skip
    except operations.SignedThatDay as refusal:
        kept = refusal.reaffirmation.text.number
        form.add_error("signed_again_on", f"Enter another day: on this day wording {kept} was signed again already")
        return False
    except operations.NotSigned:
        form.add_error(None, "The declaration is no longer signed. Go back and look at it")
        return False
    messages.success(request, f"It is recorded that the declaration was signed again on {date_words(day)}")
    return True
