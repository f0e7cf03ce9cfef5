"""Who signs, who backs, who withdraws."""

from __future__ import annotations

from datetime import timedelta

import pytest

from areas.declarations.operations import (
    AlreadySigned,
    WithdrewBeforeSigning,
    add_new_signatory,
    edit_signatory,
    take_back_withdrawal,
    withdraw_signatory,
)
from areas.models import AuditEntry, Organisation, PartnershipMember, Signatory
from concordat.conflicts import StaleSave
from tests.areas.declarations.helpers import SIGNED_ON, TODAY, declare, sign, signature
from tests.cast import Cast


def test_who_signs_becomes_a_member(cast: Cast) -> None:
    PartnershipMember.objects.filter(organisation=cast.charity).delete()
    sign(cast, declare(cast), cast.charity)
    assert PartnershipMember.objects.filter(organisation=cast.charity, partnership=cast.partnership).exists()


def test_the_same_signature_sent_twice_is_one(cast: Cast) -> None:
    declaration = declare(cast)
    assert sign(cast, declaration, cast.police).pk == sign(cast, declaration, cast.police).pk
    assert AuditEntry.objects.filter(object_kind="signatory").count() == 1


def test_another_signature_of_the_same_body_is_refused(cast: Cast) -> None:
    declaration = declare(cast)
    sign(cast, declaration, cast.police)
    with pytest.raises(AlreadySigned):
        sign(cast, declaration, cast.police, signature("Chief constable"))
    assert Signatory.objects.get().post == "Chief executive"


def test_a_body_that_was_typed_before_is_not_made_twice(cast: Cast) -> None:
    declaration = declare(cast)
    signatory = add_new_signatory(
        declaration_id=declaration.pk,
        name="northshire MIND",
        kind_id=cast.charity.kind_id,
        signature=signature(),
        by=cast.olive.pk,
    )
    assert signatory.organisation == cast.charity
    assert Organisation.objects.filter(name__iexact="northshire mind").count() == 1


def test_a_stale_change_is_refused_with_the_entry_as_it_is(cast: Cast) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    edit_signatory(signatory_id=signatory.pk, seen=signature(), signature=signature("Chief constable"), by=cast.leah.pk)
    with pytest.raises(StaleSave) as refusal:
        edit_signatory(signatory_id=signatory.pk, seen=signature(), signature=signature("Commander"), by=cast.olive.pk)
    assert refusal.value.current.post == "Chief constable"


def test_who_withdrew_stays_in_the_record_and_may_sign_again(cast: Cast) -> None:
    declaration = declare(cast)
    signatory = sign(cast, declaration, cast.police)
    withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    again = sign(cast, declaration, cast.police, signature("Chief constable"))
    signatory.refresh_from_db()
    assert signatory.withdrawn_on == TODAY
    assert again.pk != signatory.pk


def test_withdrawing_twice_is_once(cast: Cast) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    for _ in range(2):
        withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    assert AuditEntry.objects.filter(verb="withdrew signatory").count() == 1


def test_nobody_withdraws_before_signing(cast: Cast) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    with pytest.raises(WithdrewBeforeSigning):
        withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=SIGNED_ON - timedelta(days=1), by=cast.olive.pk)
    signatory.refresh_from_db()
    assert signatory.withdrawn_on is None


def test_a_withdrawal_that_was_a_mistake_is_taken_back_once(cast: Cast) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    for _ in range(2):
        take_back_withdrawal(signatory_id=signatory.pk, by=cast.olive.pk)
    signatory.refresh_from_db()
    assert signatory.withdrawn_on is None
    assert AuditEntry.objects.filter(verb="took back withdrawal").count() == 1


def test_a_withdrawal_stays_where_the_body_has_signed_again(cast: Cast) -> None:
    declaration = declare(cast)
    signatory = sign(cast, declaration, cast.police)
    withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    sign(cast, declaration, cast.police, signature("Chief constable"))
    with pytest.raises(AlreadySigned):
        take_back_withdrawal(signatory_id=signatory.pk, by=cast.olive.pk)
    assert not AuditEntry.objects.filter(verb="took back withdrawal").exists()
