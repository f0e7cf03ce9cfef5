"""Who belongs to a partnership."""

from __future__ import annotations

from django.db import transaction

from areas.audit.operations import record
from areas.partnerships.models import PartnershipMember


@transaction.atomic
def ensure_member(*, partnership_id: int, organisation_id: int, by: int) -> None:
    """Make the organisation a member of the partnership unless it is one; one that had left is back."""
    member, is_new = PartnershipMember.objects.get_or_create(
        partnership_id=partnership_id, organisation_id=organisation_id
    )
    if is_new:
        record(by=by, verb="joined partnership", thing=member)
    elif member.left_on is not None:
        before = {"left_on": member.left_on.isoformat()}
        PartnershipMember.objects.filter(pk=member.pk).update(left_on=None)
        record(by=by, verb="came back to partnership", thing=member, before=before)
