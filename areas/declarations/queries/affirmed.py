"""Read when declarations were signed again, and the wordings they have had."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from areas.declarations.models import Declaration, DeclarationText
from areas.declarations.rules import DeclarationStatus, wording_in_force


def last_signed(partnership_ids: Collection[int] | None = None) -> dict[int, date]:
    """Return the last day each partnership signed its declaration, the first time or again (one statement).

    Partnerships whose declaration is not signed are left out; ``None`` asks for all.
    """
    signed = Declaration.objects.filter(status=DeclarationStatus.SIGNED, signed_on__isnull=False)
    if partnership_ids is not None:
        signed = signed.filter(partnership__in=partnership_ids)
    rows = signed.annotate(again=Max("reaffirmations__signed_on")).order_by("partnership")
    return {
        partnership: max(day for day in (first, again) if day)
        for partnership, first, again in rows.values_list("partnership_id", "signed_on", "again")
    }


def wordings_of(declaration: Declaration) -> list[DeclarationText]:
    """Return the wordings, newest first, with who recorded them (one statement)."""
    return list(declaration.texts.select_related("by").order_by("-number"))


def wording_of(declaration: Declaration, number: int) -> DeclarationText:
    """Return one wording. Raises ``Http404``."""
    found = DeclarationText.objects.filter(declaration=declaration, number=number).first()
    if found is None:
        raise Http404
    return found


def wording_on(declaration: Declaration, day: date) -> int | None:
    """Return the number of the wording in force on a day (one statement)."""
    recorded = declaration.texts.order_by("number").values_list("number", "recorded_at")
    return wording_in_force([(number, timezone.localdate(at)) for number, at in recorded], day)
