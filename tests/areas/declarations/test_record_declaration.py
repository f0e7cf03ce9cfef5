"""Recording what was agreed: whole or not at all, and nobody's words are lost."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from areas.declarations.operations import NotAllowed, attach_copy, record_declaration
from areas.models import AuditEntry, Declaration
from concordat.conflicts import StaleSave
from concordat.documents.attachments import check_attachment
from tests.areas.declarations.helpers import PDF, TODAY, agreed, declare
from tests.cast import Cast


def test_what_was_agreed_is_recorded_with_its_first_wording(cast: Cast) -> None:
    declaration = declare(cast)
    assert (declaration.status, declaration.version) == ("signed", 1)
    assert [t.number for t in declaration.texts.all()] == [1]


def test_a_new_wording_is_kept_beside_the_old_one(cast: Cast) -> None:
    declaration = declare(cast)
    declare(cast, agreed(text="Other words."), version=1)
    assert [t.text for t in declaration.texts.all()] == ["Other words.", agreed().text]


def test_a_new_date_makes_no_new_wording(cast: Cast) -> None:
    declaration = declare(cast)
    changed = declare(cast, agreed(signed_on=TODAY), version=1)
    assert (declaration.texts.count(), changed.version, changed.signed_on) == (1, 2, TODAY)


def test_the_trail_says_what_changed_and_nothing_else(cast: Cast) -> None:
    declaration = declare(cast)
    declare(cast, agreed(signed_on=TODAY), version=1)
    newest = AuditEntry.objects.filter(object_kind="declaration", object_id=declaration.pk).first()
    assert newest
    assert newest.by == cast.olive
    assert (newest.before, newest.after) == ({"signed_on": "2014-12-11"}, {"signed_on": "2026-11-23"})


def test_a_stale_save_is_refused_and_changes_nothing(cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="Theirs."), version=1)
    with pytest.raises(StaleSave) as refusal:
        declare(cast, agreed(text="Mine."), version=1)
    assert refusal.value.current.text == "Theirs."
    assert Declaration.objects.get().text == "Theirs."


def test_two_who_change_different_fields_are_both_kept(cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="Theirs."), version=1)
    saved = declare(cast, agreed(signed_on=TODAY), version=1)
    assert (saved.text, saved.signed_on, saved.version) == ("Theirs.", TODAY, 3)
    assert saved.beside == ("text",)


def test_two_who_change_the_same_field_hear_on_what_they_disagree(cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="Theirs.", signed_on=TODAY), version=1)
    with pytest.raises(StaleSave) as refusal:
        declare(cast, agreed(text="Mine."), version=1)
    assert [(clash.base, clash.theirs, clash.mine) for clash in refusal.value.clashes] == [
        (agreed().text, "Theirs.", "Mine.")
    ]


def test_two_changes_that_do_not_go_together_are_stale(cast: Cast) -> None:
    declare(cast, agreed(status="draft"))
    declare(cast, agreed(status="signed"), version=1)
    with pytest.raises(StaleSave):
        declare(cast, agreed(status="draft", signed_on=None), version=1)


def test_a_first_save_beside_another_first_save_is_stale(cast: Cast) -> None:
    declare(cast)
    with pytest.raises(StaleSave):
        declare(cast, agreed(text="Mine."), version=0)


def test_the_same_save_twice_is_one_save(cast: Cast) -> None:
    declare(cast)
    declaration = declare(cast)
    assert (declaration.version, declaration.texts.count()) == (1, 1)
    assert AuditEntry.objects.filter(object_kind="declaration").count() == 1


def test_a_signed_declaration_without_a_date_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        declare(cast, agreed(signed_on=None))
    assert not Declaration.objects.exists()


def test_the_same_paper_is_kept_once(cast: Cast) -> None:
    declaration = declare(cast)
    paper = check_attachment("signed.pdf", PDF)
    first, second = (attach_copy(declaration_id=declaration.pk, copy=paper, by=cast.olive.pk) for _ in range(2))
    assert first.pk == second.pk
    assert declaration.copies.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_is_told(cast: Cast) -> None:
    declare(cast)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def save(words: str) -> None:
        together.wait()
        try:
            declare(cast, agreed(text=words), version=1)
            outcomes.append("saved")
        except StaleSave:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[words]) for words in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "saved"]
    assert Declaration.objects.get().version == 2


def test_a_copy_comes_with_the_save_or_not_at_all(cast: Cast) -> None:
    declare(cast)
    with pytest.raises(StaleSave):
        record_declaration(
            partnership_id=cast.partnership.pk,
            expected_version=7,
            agreed=agreed(text="Mine."),
            by=cast.olive.pk,
            today=TODAY,
            copy=check_attachment("signed.pdf", PDF),
        )
    assert Declaration.objects.get().copies.count() == 0
