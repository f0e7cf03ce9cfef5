"""A list of signatories is recorded all or none, once, and by one person."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.declarations.operations import (
    StillAsking,
    add_signatory,
    answer_lines,
    change_line,
    drop_list,
    keep_list,
    record_list,
    withdraw_signatory,
)
from areas.declarations.queries import bodies_for, waiting_for, withdrawn_from
from areas.declarations.rules import Decision, PastedLine, Reading, SignatoryRole, read_list
from areas.models import AuditEntry, Organisation, PartnershipMember, Signatory, WaitingSignatory
from concordat.conflicts import StaleSave
from tests.areas.declarations.helpers import SIGNED_ON, TODAY, declare, sign, signature
from tests.cast import Cast


def paste(cast: Cast, text: str) -> tuple[int, int]:
    bodies = bodies_for(cast.partnership.pk, TODAY)
    lines = read_list(text, bodies.knows)
    found = {line.name: bodies.meant_by(line.name).certain for line in lines}
    meant = {name: body.pk for name, body in found.items() if body}
    return keep_list(partnership_id=cast.partnership.pk, lines=lines, meant=meant, by=cast.olive.pk)


def mark(cast: Cast) -> str:
    return waiting_for(cast.partnership.pk, cast.partnership.declaration, TODAY).mark


def record(cast: Cast, seen: str | None = None) -> int:
    return record_list(
        declaration_id=cast.partnership.declaration.pk, mark=seen or mark(cast), by=cast.olive.pk, today=TODAY
    )


def settle(cast: Cast, reading: Reading) -> None:
    (row,) = WaitingSignatory.objects.filter(decision="open")
    answer_lines(partnership_id=cast.partnership.pk, answers={row.pk: (row.version, reading)}, by=cast.olive.pk)


def test_known_organisations_stand_with_post_role_and_day(cast: Cast) -> None:
    declare(cast)
    paste(cast, "Northshire Police, Chief constable, 3 Sept 2014\nMind, supporter")
    assert record(cast) == 2
    assert list(Signatory.objects.values_list("organisation__name", "role", "post", "signed_on")) == [
        ("Northshire Mind", "supporter", "", SIGNED_ON),
        ("Northshire Police", "signatory", "Chief constable", date(2014, 9, 3)),
    ]
    assert not WaitingSignatory.objects.exists()


def test_the_trail_names_every_entry(cast: Cast) -> None:
    declare(cast)
    paste(cast, "Northshire Police\nNorthshire Mind")
    record(cast)
    assert AuditEntry.objects.filter(verb="added signatory", by=cast.olive).count() == 2


def test_the_same_list_twice_changes_nothing(cast: Cast) -> None:
    declare(cast)
    text = "Northshire Police, Chief constable\nBlue Door"
    paste(cast, text)
    settle(cast, Reading(Decision.NEW, "Blue Door", kind_id=cast.charity.kind_id))
    record(cast)
    entries = AuditEntry.objects.filter(verb__contains="signatory").count()
    paste(cast, text)
    assert record(cast) == 0
    assert AuditEntry.objects.filter(verb__contains="signatory").count() == entries
    assert Organisation.objects.filter(name="Blue Door").count() == 1


def test_the_same_list_pasted_again_while_it_waits_comes_in_once(cast: Cast) -> None:
    assert paste(cast, "Northshire Police\nBlue Door") == (2, 0)
    assert paste(cast, "Northshire  Police\nBlue Door\nRed Door") == (1, 2)


def test_a_new_organisation_becomes_a_member(cast: Cast) -> None:
    declare(cast)
    paste(cast, "Blue Door, Manager")
    settle(cast, Reading(Decision.NEW, "Blue Door", kind_id=cast.charity.kind_id))
    record(cast)
    assert PartnershipMember.objects.filter(organisation__name="Blue Door", partnership=cast.partnership).exists()


def test_who_had_left_is_a_member_again(cast: Cast) -> None:
    declare(cast)
    PartnershipMember.objects.filter(organisation=cast.police).update(left_on=TODAY)
    paste(cast, "Northshire Police")
    record(cast)
    assert PartnershipMember.objects.get(organisation=cast.police).left_on is None


def test_an_entry_that_stands_is_changed_by_what_the_list_says(cast: Cast) -> None:
    sign(cast, declare(cast), cast.police)
    paste(cast, "Northshire Police, Chief constable, supporter")
    assert record(cast) == 1
    entry = Signatory.objects.get()
    assert (entry.post, entry.role, entry.signed_on) == ("Chief constable", "supporter", SIGNED_ON)


def test_while_one_line_asks_nothing_is_recorded(cast: Cast) -> None:
    declare(cast)
    paste(cast, "Northshire Police\nBlue Door")
    with pytest.raises(StillAsking):
        record(cast)
    assert not Signatory.objects.exists()
    assert WaitingSignatory.objects.count() == 2


@pytest.mark.parametrize("what", ["line", "entry"])
def test_what_changed_since_it_was_seen_is_looked_at_again(cast: Cast, what: str) -> None:
    declaration = declare(cast)
    entry = sign(cast, declaration, cast.police)
    paste(cast, "Northshire Police, Chief constable")
    seen = mark(cast)
    if what == "line":
        paste(cast, "Northshire Mind")
    else:
        Signatory.objects.filter(pk=entry.pk).update(post="Commander")
    with pytest.raises(StaleSave):
        record(cast, seen)
    assert not Signatory.objects.filter(post="Chief constable").exists()


def test_recorded_twice_it_is_recorded_once(cast: Cast) -> None:
    declare(cast)
    paste(cast, "Northshire Police")
    seen = mark(cast)
    assert [record(cast, seen) for _ in range(2)] == [1, 0]


def test_an_answer_to_a_line_that_somebody_changed_is_not_taken(cast: Cast) -> None:
    paste(cast, "Blue Door")
    row = WaitingSignatory.objects.get()
    out, new = Reading(Decision.OUT, ""), Reading(Decision.NEW, "", kind_id=cast.charity.kind_id)
    for answer, stale in ((out, []), (new, [row.pk])):
        found = answer_lines(partnership_id=cast.partnership.pk, answers={row.pk: (1, answer)}, by=cast.olive.pk)
        assert found == stale
    row.refresh_from_db()
    assert row.decision == "out"


def test_a_stale_change_of_a_line_is_refused_with_the_line_as_it_is(cast: Cast) -> None:
    paste(cast, "Blue Door")
    row = WaitingSignatory.objects.get()
    for name in ("Red Door", "Green Door"):
        reading = Reading(Decision.NEW, name, kind_id=cast.charity.kind_id)
        if name == "Red Door":
            change_line(line_id=row.pk, expected_version=1, reading=reading, by=cast.leah.pk)
            continue
        with pytest.raises(StaleSave) as refusal:
            change_line(line_id=row.pk, expected_version=1, reading=reading, by=cast.olive.pk)
        assert refusal.value.current.name == "Red Door"


def test_the_trail_counts_a_list_that_is_thrown_away_and_names_nobody(cast: Cast) -> None:
    paste(cast, "Blue Door\nRed Door")
    assert drop_list(partnership_id=cast.partnership.pk, by=cast.olive.pk) == 2
    assert AuditEntry.objects.get(verb="dropped pasted signatories").before == {"lines": 2}


def test_who_withdrew_is_known_until_it_stands_again(cast: Cast) -> None:
    declaration = declare(cast)
    entry = sign(cast, declaration, cast.police)
    withdraw_signatory(signatory_id=entry.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    assert withdrawn_from(declaration) == {cast.police.pk}
    sign(cast, declaration, cast.police, signature("Commander"))
    assert withdrawn_from(declaration) == set()


def test_a_thousand_lines_need_no_more_statements_than_ten(cast: Cast) -> None:
    declare(cast)
    needed = []
    for size in (10, 1000):
        names = [f"Body {size} {number}" for number in range(size)]
        Organisation.objects.bulk_create(Organisation(name=name, kind=cast.charity.kind) for name in names)
        paste(cast, "\n".join(f"{name}, Manager, 3 May 2015" for name in names))
        seen = mark(cast)
        with CaptureQueriesContext(connection) as asked:
            assert record(cast, seen) == size
        needed.append(len(asked))
    assert needed[0] == needed[1] < 25


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_at_once_one_does_and_nothing_stands_twice(cast: Cast) -> None:
    declaration = declare(cast)
    paste(cast, "Northshire Police\nNorthshire Mind")
    seen = mark(cast)
    written: list[int] = []
    together = threading.Barrier(2)

    def save() -> None:
        together.wait()
        try:
            written.append(record_list(declaration_id=declaration.pk, mark=seen, by=cast.olive.pk, today=TODAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == [0, 2]
    assert Signatory.objects.count() == 2


def test_a_signatory_added_by_hand_meanwhile_stops_a_list_that_saw_none(cast: Cast) -> None:
    declaration = declare(cast)
    paste(cast, "Northshire Police, Chief constable")
    seen = mark(cast)
    add_signatory(
        declaration_id=declaration.pk, organisation_id=cast.police.pk, signature=signature("Commander"), by=cast.leah.pk
    )
    with pytest.raises(StaleSave):
        record(cast, seen)


def test_a_line_of_the_other_role_is_kept_as_it_was_read(cast: Cast) -> None:
    line = PastedLine("Mind", "Mind", role=SignatoryRole.SUPPORTER, unread=("?",))
    keep_list(partnership_id=cast.partnership.pk, lines=[line], meant={}, by=cast.olive.pk)
    row = WaitingSignatory.objects.get()
    assert (row.role, row.unread, row.decision) == ("supporter", ["?"], "open")
