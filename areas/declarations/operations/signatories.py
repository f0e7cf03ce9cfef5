"""Who signs, who backs, who withdraws: each one thing a person does, whole or not at all."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from areas.audit.operations import record
from areas.declarations.models import Declaration, Signatory
from areas.declarations.queries import signature_of
from areas.declarations.rules import Signature
from areas.organisations.operations import add_organisation
from areas.partnerships.operations import ensure_member
from concordat.conflicts import StaleSave


class AlreadySigned(Exception):
    """The organisation stands in the declaration already. ``signatory`` is its entry."""

    def __init__(self, signatory: Signatory) -> None:
        """Keep the entry."""
        super().__init__(f"{signatory.organisation} has signed already")
        self.signatory = signatory


@transaction.atomic
def add_signatory(*, declaration_id: int, organisation_id: int, signature: Signature, by: int) -> Signatory:
    """Record that an organisation signs or backs the declaration; it becomes a member too.

    Sent twice it is recorded once.

    Raises:
        AlreadySigned: the organisation stands there already, in another way.
    """
    signatory, is_new = Signatory.objects.get_or_create(
        declaration_id=declaration_id,
        organisation_id=organisation_id,
        withdrawn_on=None,
        defaults=vars(signature),
    )
    if not is_new:
        if signature_of(signatory) == signature:
            return signatory
        raise AlreadySigned(signatory)
    partnership_id = Declaration.objects.values_list("partnership_id", flat=True).get(pk=declaration_id)
    ensure_member(partnership_id=partnership_id, organisation_id=organisation_id, by=by)
    record(
        by=by,
        verb="added signatory",
        thing=signatory,
        after={"declaration": declaration_id, "organisation": organisation_id, **facts_of(signature)},
    )
    return signatory


@transaction.atomic
def add_new_signatory(*, declaration_id: int, name: str, kind_id: int, signature: Signature, by: int) -> Signatory:
    """Record an organisation that was typed, and that it signs. Raises ``AlreadySigned``."""
    organisation = add_organisation(name=name, kind_id=kind_id, by=by)
    return add_signatory(declaration_id=declaration_id, organisation_id=organisation.pk, signature=signature, by=by)


@transaction.atomic
def edit_signatory(*, signatory_id: int, seen: Signature, signature: Signature, by: int) -> Signatory:
    """Change role, post and date, if the entry is still as the person saw it (``seen``).

    Raises:
        StaleSave: somebody else changed or withdrew it; ``current`` is the entry now.
    """
    changed = Signatory.objects.filter(pk=signatory_id, withdrawn_on=None, **vars(seen)).update(**vars(signature))
    current = Signatory.objects.select_related("organisation").get(pk=signatory_id)
    if not changed:
        if current.withdrawn_on is None and signature_of(current) == signature:
            return current
        raise StaleSave(current)
    if seen != signature:
        record(by=by, verb="changed signatory", thing=current, before=facts_of(seen), after=facts_of(signature))
    return current


def facts_of(signature: Signature) -> dict[str, str | None]:
    """Return what the trail says about a signature."""
    return {
        "role": signature.role.value,
        "post": signature.post,
        "signed_on": signature.signed_on.isoformat() if signature.signed_on else None,
    }


class WithdrewBeforeSigning(ValueError):
    """The day a body withdrew would lie before the day it signed."""


@transaction.atomic
def withdraw_signatory(*, signatory_id: int, withdrawn_on: date, by: int) -> None:
    """Record that an organisation has withdrawn; the entry stays. Withdrawing twice is once.

    Raises:
        WithdrewBeforeSigning: the day lies before the day on which it signed.
    """
    signatory = Signatory.objects.select_for_update().get(pk=signatory_id)
    if signatory.withdrawn_on is not None:
        return
    if signatory.signed_on is not None and withdrawn_on < signatory.signed_on:
        raise WithdrewBeforeSigning
    Signatory.objects.filter(pk=signatory_id).update(withdrawn_on=withdrawn_on)
    record(by=by, verb="withdrew signatory", thing=signatory, after={"withdrawn_on": withdrawn_on.isoformat()})


@transaction.atomic
def take_back_withdrawal(*, signatory_id: int, by: int) -> None:
    """Record that an organisation never withdrew. Taken back twice it is taken back once.

    Raises:
        AlreadySigned: it has signed again since; both cannot stand.
    """
    signatory = Signatory.objects.select_for_update().select_related("organisation").get(pk=signatory_id)
    if signatory.withdrawn_on is None:
        return
    try:
        with transaction.atomic():
            Signatory.objects.filter(pk=signatory_id).update(withdrawn_on=None)
    except IntegrityError:
        raise AlreadySigned(signatory) from None
    before = {"withdrawn_on": signatory.withdrawn_on.isoformat()}
    record(by=by, verb="took back withdrawal", thing=signatory, before=before)
