"""The draft becomes the signed declaration: whole, once, and as it was seen."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from areas.declarations.operations import (
    EndorsedAlready,
    NotComplete,
    Seen,
    StillAsking,
    drop_draft,
    endorse,
    keep_list,
    save_step,
)
from areas.declarations.queries import declaration_of, draft_of, drafted_in, on_the_way
from areas.declarations.rules import (
    Drafted,
    GroupAndText,
    OwnOrganisation,
    Part,
    PastedLine,
    SignatoryRole,
    Step,
    part_of,
    seal,
)
from areas.models import AuditEntry, Declaration, DeclarationDraft, Organisation, Signatory, WaitingSignatory
from concordat.conflicts import StaleSave
from tests.areas.declarations.helpers import SIGNED_ON, TEXT, TODAY, agreed, declare, sign
from tests.cast import Cast

NOTHING = Drafted(OwnOrganisation(), GroupAndText())
GROUP = GroupAndText(True, TEXT, SIGNED_ON)


def save(cast: Cast, step: Step, part: Part, seen: Part | None = None) -> DeclarationDraft:
    draft = draft_of(cast.partnership.pk)
    now = part_of(drafted_in(draft), step) if draft else part_of(NOTHING, step)
    was = now if seen is None else seen
    return save_step(partnership_id=cast.partnership.pk, step=step, seen=seal(was), part=part, by=cast.olive.pk)


def fill(cast: Cast, *lines: PastedLine) -> None:
    save(cast, Step.ORGANISATION, OwnOrganisation(cast.council.pk, post="Chief executive"))
    save(cast, Step.GROUP, GROUP)
    meant = {"Northshire Police": cast.police.pk, "Northshire Mind": cast.charity.pk}
    keep_list(partnership_id=cast.partnership.pk, lines=lines, meant=meant, by=cast.olive.pk)
    save(cast, Step.OTHERS, True)


def seen(cast: Cast) -> Seen:
    current = declaration_of(cast.partnership.pk)
    way = on_the_way(cast.partnership, current, TODAY)
    return Seen(way.version, current.version if current else 0, way.waiting.mark)


def sign_off(cast: Cast, what: Seen | None = None) -> Declaration:
    return endorse(partnership_id=cast.partnership.pk, seen=what or seen(cast), by=cast.olive.pk, today=TODAY)


POLICE = PastedLine("Northshire Police, Chief constable", "Northshire Police", "Chief constable")
MIND = PastedLine("Northshire Mind", "Northshire Mind", role=SignatoryRole.SUPPORTER)


def test_all_of_it_is_written_together(cast: Cast) -> None:
    fill(cast, POLICE, MIND)
    declaration = sign_off(cast)
    assert (declaration.status, declaration.text, declaration.signed_on) == ("signed", TEXT, SIGNED_ON)
    assert list(Signatory.objects.values_list("organisation__name", "role", "post", "signed_on")) == [
        ("Northshire County Council", "signatory", "Chief executive", SIGNED_ON),
        ("Northshire Mind", "supporter", "", SIGNED_ON),
        ("Northshire Police", "signatory", "Chief constable", SIGNED_ON),
    ]
    assert not DeclarationDraft.objects.exists()
    assert not WaitingSignatory.objects.exists()
    assert AuditEntry.objects.get(verb="endorsed declaration").by == cast.olive


def test_a_new_organisation_of_ones_own_is_made(cast: Cast) -> None:
    fill(cast)
    save(cast, Step.ORGANISATION, OwnOrganisation(None, "Blue Door", cast.charity.kind_id))
    sign_off(cast)
    assert Signatory.objects.get().organisation == Organisation.objects.get(name="Blue Door")


def test_it_is_written_over_a_draft_that_was_recorded_on_one_page(cast: Cast) -> None:
    declaration = declare(cast, agreed(text="First words.", status="draft"))
    sign(cast, declaration, cast.trust)
    fill(cast, POLICE)
    assert sign_off(cast).pk == declaration.pk
    assert [text.text for text in declaration.texts.order_by("number")] == ["First words.", TEXT]
    assert Signatory.objects.count() == 3


@pytest.mark.parametrize("step", ["organisation", "group", "others"])
def test_while_a_step_is_not_finished_nothing_is_written(cast: Cast, step: str) -> None:
    fill(cast)
    save(cast, Step(step), part_of(NOTHING, Step(step)))
    with pytest.raises(NotComplete):
        sign_off(cast)
    assert not Declaration.objects.exists()


def test_while_a_line_asks_nothing_is_written(cast: Cast) -> None:
    fill(cast, PastedLine("Blue Door", "Blue Door"))
    with pytest.raises((NotComplete, StillAsking)):
        sign_off(cast)
    assert not Declaration.objects.exists()
    assert WaitingSignatory.objects.count() == 1


@pytest.mark.parametrize("what", ["draft", "list", "declaration"])
def test_what_changed_since_it_was_seen_is_looked_at_again(cast: Cast, what: str) -> None:
    declare(cast, agreed(text="First words.", status="draft"))
    fill(cast, POLICE)
    old = seen(cast)
    if what == "draft":
        save(cast, Step.GROUP, GroupAndText(True, "Other words.", SIGNED_ON))
    elif what == "list":
        meant = {MIND.name: cast.charity.pk}
        keep_list(partnership_id=cast.partnership.pk, lines=[MIND], meant=meant, by=cast.leah.pk)
    else:
        declare(cast, agreed(text="Second words.", status="draft"), version=1)
    with pytest.raises(StaleSave):
        sign_off(cast, old)
    assert Declaration.objects.get().status == "draft"
    assert not Signatory.objects.exists()
    assert DeclarationDraft.objects.exists()


def test_sent_twice_it_is_endorsed_once(cast: Cast) -> None:
    fill(cast, POLICE)
    old = seen(cast)
    sign_off(cast, old)
    with pytest.raises(EndorsedAlready):
        sign_off(cast, old)
    assert AuditEntry.objects.filter(verb="endorsed declaration").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_endorse_at_once_one_does_and_the_other_is_told(cast: Cast) -> None:
    fill(cast, POLICE, MIND)
    old = seen(cast)
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def press(by: int) -> None:
        together.wait()
        try:
            endorse(partnership_id=cast.partnership.pk, seen=old, by=by, today=TODAY)
            outcomes.append("endorsed")
        except EndorsedAlready:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person.pk]) for person in (cast.olive, cast.leah)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["endorsed", "told"]
    assert Declaration.objects.get().texts.count() == 1
    assert Signatory.objects.count() == 3


def test_two_who_save_different_steps_keep_both(cast: Cast) -> None:
    save(cast, Step.GROUP, GROUP, seen=GroupAndText())
    draft = save(cast, Step.ORGANISATION, OwnOrganisation(cast.council.pk), seen=OwnOrganisation())
    assert drafted_in(draft) == Drafted(OwnOrganisation(cast.council.pk), GROUP)


def test_a_stale_save_of_one_step_is_refused_and_changes_nothing(cast: Cast) -> None:
    save(cast, Step.GROUP, GROUP)
    with pytest.raises(StaleSave) as refusal:
        save(cast, Step.GROUP, GroupAndText(True, "Mine.", SIGNED_ON), seen=GroupAndText())
    assert refusal.value.current.text == TEXT
    assert DeclarationDraft.objects.get().version == 1


def test_the_same_save_twice_is_one_save(cast: Cast) -> None:
    for _ in range(2):
        save(cast, Step.GROUP, GROUP, seen=GroupAndText())
    assert DeclarationDraft.objects.get().version == 1


def test_the_steps_begin_with_what_is_recorded(cast: Cast) -> None:
    declaration = declare(cast)
    assert on_the_way(cast.partnership, declaration, TODAY).drafted.group == GroupAndText(False, TEXT, SIGNED_ON)


def test_what_is_thrown_away_stays_in_the_trail(cast: Cast) -> None:
    save(cast, Step.GROUP, GROUP)
    for _ in range(2):
        drop_draft(partnership_id=cast.partnership.pk, by=cast.olive.pk)
    assert AuditEntry.objects.get(verb="dropped draft declaration").before["text"] == TEXT
    assert not DeclarationDraft.objects.exists()
