"""Who belongs to a partnership."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from areas.audit.operations import record, record_each
from areas.organisations.operations import add_organisation
from areas.partnerships.models import PartnershipMember
from areas.partnerships.queries import entry_of
from areas.partnerships.rules import Entry
from concordat.conflicts import StaleSave


class AlreadyMember(ValueError):
    """The organisation is a member already, in another way. ``member`` is its entry."""

    def __init__(self, member: PartnershipMember) -> None:
        """Keep the entry."""
        super().__init__(f"{member.organisation} is a member already")
        self.member = member


class LeftBeforeJoining(ValueError):
    """The day an organisation left would lie before the day it joined."""


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


@transaction.atomic
def ensure_members(*, partnership_id: int, organisation_ids: Sequence[int], by: int) -> None:
    """Make many organisations members, as ``ensure_member`` does with one.

    The number of statements grows only with those that had left.
    """
    there = PartnershipMember.objects.filter(partnership=partnership_id, organisation__in=organisation_ids)
    known = dict(there.order_by("pk").values_list("organisation_id", "left_on"))
    new = [
        PartnershipMember(partnership_id=partnership_id, organisation_id=pk)
        for pk in organisation_ids
        if pk not in known
    ]
    PartnershipMember.objects.bulk_create(new, ignore_conflicts=True)
    made = there.exclude(organisation__in=known).order_by("pk")
    record_each(by=by, verb="joined partnership", after=((member, {}) for member in made))
    for pk, left_on in known.items():
        if left_on is not None:
            ensure_member(partnership_id=partnership_id, organisation_id=pk, by=by)


@transaction.atomic
def add_member(*, partnership_id: int, organisation_id: int, entry: Entry, by: int) -> PartnershipMember:
    """Record that an organisation belongs to a partnership, or does so again. Sent twice it is recorded once.

    Raises:
        AlreadyMember: it is a member already, and its entry says something else.
    """
    member, is_new = PartnershipMember.objects.get_or_create(
        partnership_id=partnership_id, organisation_id=organisation_id, defaults=vars(entry)
    )
    if is_new:
        after = {"partnership": partnership_id, "organisation": organisation_id, **_facts(entry)}
        record(by=by, verb="joined partnership", thing=member, after=after)
        return member
    was = vars(entry_of(member)) | {"left_on": member.left_on}
    back = PartnershipMember.objects.filter(pk=member.pk, left_on__isnull=False).update(**vars(entry), left_on=None)
    member.refresh_from_db()
    if back:
        record(by=by, verb="came back to partnership", thing=member, before=_json(was), after=_facts(entry))
    elif entry_of(member) != entry:
        raise AlreadyMember(member)
    return member


@transaction.atomic
def add_new_member(*, partnership_id: int, name: str, kind_id: int, entry: Entry, by: int) -> PartnershipMember:
    """Record an organisation that was typed, and that it belongs to a partnership. Raises ``AlreadyMember``."""
    organisation = add_organisation(name=name, kind_id=kind_id, by=by)
    return add_member(partnership_id=partnership_id, organisation_id=organisation.pk, entry=entry, by=by)


@transaction.atomic
def edit_member(*, member_id: int, seen: Entry, entry: Entry, by: int) -> PartnershipMember:
    """Change what the plan calls a member and since when it belongs, if both are still as ``seen``.

    Raises:
        StaleSave: somebody else changed the entry or recorded that it left; ``current`` is the entry now.
    """
    changed = PartnershipMember.objects.filter(pk=member_id, left_on=None, **vars(seen)).update(**vars(entry))
    current = PartnershipMember.objects.select_related("organisation").get(pk=member_id)
    if not changed:
        if current.left_on is None and entry_of(current) == entry:
            return current
        raise StaleSave(current)
    if seen != entry:
        record(by=by, verb="changed member", thing=current, before=_facts(seen), after=_facts(entry))
    return current


@transaction.atomic
def end_member(*, member_id: int, left_on: date, by: int) -> None:
    """Record that an organisation left; the entry stays. Recorded twice it is recorded once.

    Raises:
        LeftBeforeJoining: the day lies before the day on which it joined.
    """
    member = PartnershipMember.objects.select_for_update().get(pk=member_id)
    if member.left_on is not None:
        return
    if member.joined_on is not None and left_on < member.joined_on:
        raise LeftBeforeJoining
    PartnershipMember.objects.filter(pk=member_id).update(left_on=left_on)
    record(by=by, verb="left partnership", thing=member, after={"left_on": left_on.isoformat()})


def _facts(entry: Entry) -> dict[str, Any]:
    return _json(vars(entry))


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
