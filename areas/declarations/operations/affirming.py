"""The partnership signs its declaration again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from areas.audit.operations import record
from areas.declarations.models import Declaration, DeclarationText, Reaffirmation
from areas.declarations.rules import DeclarationStatus, problem_with_day


class NotSigned(ValueError):
    """Only a declaration that is signed can be signed again."""


class SignedThatDay(Exception):
    """It was signed again on that day already, with another wording. ``reaffirmation`` is that entry."""

    def __init__(self, reaffirmation: Reaffirmation) -> None:
        """Keep the entry."""
        super().__init__("Signed again on that day already")
        self.reaffirmation = reaffirmation


@transaction.atomic
def reaffirm(*, declaration_id: int, signed_on: date, number: int, by: int, today: date) -> Reaffirmation:
    """Record that the partnership signed again on a day, with the wording of that ``number``. Twice is once.

    Raises:
        NotSigned: the declaration is a draft or was withdrawn.
        SignedThatDay: that day is recorded with another wording.
        ValueError: the day cannot be; the form should have said so.
        DeclarationText.DoesNotExist: there is no such wording.
    """
    declaration = Declaration.objects.select_for_update().get(pk=declaration_id)
    if declaration.status != DeclarationStatus.SIGNED or declaration.signed_on is None:
        raise NotSigned
    if wrong := problem_with_day(signed_on, declaration.signed_on, today):
        raise ValueError(wrong)
    wording = DeclarationText.objects.get(declaration=declaration, number=number)
    kept, is_new = Reaffirmation.objects.get_or_create(
        declaration=declaration, signed_on=signed_on, defaults={"text": wording, "by_id": by}
    )
    if not is_new and kept.text_id != wording.pk:
        raise SignedThatDay(kept)
    if is_new:
        after = {"declaration": declaration_id, "signed_on": signed_on.isoformat(), "wording": number}
        record(by=by, verb="signed declaration again", thing=kept, after=after)
    return kept
