"""Making and changing partnerships and their members: whole, once, and in the trail."""

from __future__ import annotations

from datetime import date

import pytest

from areas.audit.queries import broken_entries
from areas.models import AuditEntry, Partnership, PartnershipMember
from areas.partnerships.operations import (
    AlreadyMember,
    LeftBeforeJoining,
    NameTaken,
    PlannedAreas,
    add_member,
    add_new_member,
    add_partnership,
    edit_member,
    edit_partnership,
    end_member,
)
from areas.partnerships.queries import named
from areas.partnerships.rules import Entry, Named
from concordat.conflicts import StaleSave
from tests.cast import Cast

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def both(cast: Cast, name: str = "The North and South") -> Named:
    return Named(name, frozenset({cast.area.pk, cast.other_area.pk}))


def member(cast: Cast) -> PartnershipMember:
    return PartnershipMember.objects.get(partnership=cast.partnership, organisation=cast.trust)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_partnership_may_cover_several_areas(cast: Cast) -> None:
    made = add_partnership(wanted=both(cast), by=cast.adam.pk)
    assert (made.name, made.slug) == ("The North and South", "the-north-and-south")
    assert named(made) == both(cast)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.verb) == (cast.adam, "added partnership")
    assert entry.after["areas"] == ["northshire", "southbury"]


def test_a_partnership_sent_twice_is_made_once(cast: Cast) -> None:
    made = [add_partnership(wanted=both(cast), by=cast.adam.pk) for _ in range(2)]
    assert made[0] == made[1]
    assert Partnership.objects.count() == 3
    assert verbs() == ["added partnership"]


def test_a_name_is_given_once_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(NameTaken) as refusal:
        add_partnership(wanted=both(cast, "northSHIRE"), by=cast.adam.pk)
    assert refusal.value.partnership == cast.partnership


@pytest.mark.parametrize(("name", "slug"), [("Add", "add-2"), ("Southbury!", "southbury-2"), ("…", "partnership")])
def test_an_address_is_never_given_twice(cast: Cast, name: str, slug: str) -> None:
    assert add_partnership(wanted=both(cast, name), by=cast.adam.pk).slug == slug


def test_a_new_name_leaves_the_address(cast: Cast) -> None:
    seen = named(cast.partnership)
    edit_partnership(partnership_id=cast.partnership.pk, seen=seen, wanted=both(cast, "North"), by=cast.adam.pk)
    changed = Partnership.objects.get(slug="northshire")
    assert named(changed) == both(cast, "North")
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == (
        {"name": "Northshire", "areas": ["northshire"]},
        {"name": "North", "areas": ["northshire", "southbury"]},
    )


def test_a_stale_change_writes_nothing(cast: Cast) -> None:
    seen = named(cast.partnership)
    edit_partnership(partnership_id=cast.partnership.pk, seen=seen, wanted=both(cast, "Theirs"), by=cast.adam.pk)
    with pytest.raises(StaleSave) as stale:
        edit_partnership(partnership_id=cast.partnership.pk, seen=seen, wanted=both(cast, "Mine"), by=cast.adam.pk)
    assert stale.value.current.name == Partnership.objects.get(slug="northshire").name == "Theirs"


def test_other_areas_alone_make_a_change_stale(cast: Cast) -> None:
    seen = named(cast.partnership)
    cast.partnership.areas.add(cast.other_area)
    with pytest.raises(StaleSave):
        edit_partnership(
            partnership_id=cast.partnership.pk, seen=seen, wanted=Named("Mine", seen.areas), by=cast.adam.pk
        )


def test_a_change_sent_twice_is_one_change(cast: Cast) -> None:
    seen = named(cast.partnership)
    for _ in range(2):
        edit_partnership(partnership_id=cast.partnership.pk, seen=seen, wanted=both(cast, "North"), by=cast.adam.pk)
    assert verbs() == ["changed partnership"]


def test_a_name_that_another_has_is_refused(cast: Cast) -> None:
    seen = named(cast.partnership)
    with pytest.raises(NameTaken):
        edit_partnership(
            partnership_id=cast.partnership.pk, seen=seen, wanted=Named("Southbury", seen.areas), by=cast.adam.pk
        )


def test_an_area_that_a_plan_covers_stays(cast: Cast) -> None:
    seen, wanted = named(cast.partnership), Named("Northshire", frozenset({cast.other_area.pk}))
    with pytest.raises(PlannedAreas) as refusal:
        edit_partnership(partnership_id=cast.partnership.pk, seen=seen, wanted=wanted, by=cast.adam.pk)
    assert refusal.value.areas == ["Northshire"]
    assert named(cast.partnership) == seen


def test_a_member_is_added_once(cast: Cast) -> None:
    entry = Entry("the Trust", APRIL)
    made = [
        add_member(
            partnership_id=cast.other_partnership.pk, organisation_id=cast.trust.pk, entry=entry, by=cast.adam.pk
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert (made[0].alias, made[0].joined_on) == ("the Trust", APRIL)
    assert verbs() == ["joined partnership"]


def test_a_member_in_another_way_is_not_overwritten(cast: Cast) -> None:
    with pytest.raises(AlreadyMember) as refusal:
        add_member(
            partnership_id=cast.partnership.pk, organisation_id=cast.trust.pk, entry=Entry("MHT"), by=cast.adam.pk
        )
    assert refusal.value.member == member(cast)
    assert member(cast).alias == "Trust"


def test_one_that_left_comes_back(cast: Cast) -> None:
    end_member(member_id=member(cast).pk, left_on=APRIL, by=cast.adam.pk)
    add_member(
        partnership_id=cast.partnership.pk, organisation_id=cast.trust.pk, entry=Entry("MHT", MAY), by=cast.adam.pk
    )
    back = member(cast)
    assert (back.left_on, back.joined_on, back.alias) == (None, MAY, "MHT")
    assert verbs() == ["left partnership", "came back to partnership"]
    assert AuditEntry.objects.latest("pk").before == {"alias": "Trust", "joined_on": None, "left_on": "2026-04-01"}


def test_a_typed_organisation_is_made_with_its_membership(cast: Cast) -> None:
    made = add_new_member(
        partnership_id=cast.partnership.pk, name="New Charity", kind_id=cast.charity.kind_id, entry=Entry(),
        by=cast.adam.pk,
    )  # fmt: skip
    assert (str(made.organisation), made.organisation.kind) == ("New Charity", cast.charity.kind)
    assert verbs() == ["added organisation", "joined partnership"]


def test_an_entry_is_changed_and_the_trail_says_from_what(cast: Cast) -> None:
    edit_member(member_id=member(cast).pk, seen=Entry("Trust"), entry=Entry("MHT", MAY), by=cast.adam.pk)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.before["alias"], entry.after) == (
        "changed member",
        "Trust",
        {"alias": "MHT", "joined_on": "2026-05-01"},
    )


def test_a_stale_entry_is_not_written(cast: Cast) -> None:
    with pytest.raises(StaleSave):
        edit_member(member_id=member(cast).pk, seen=Entry("older"), entry=Entry("mine"), by=cast.adam.pk)
    assert member(cast).alias == "Trust"


def test_an_entry_of_one_that_left_is_not_changed(cast: Cast) -> None:
    end_member(member_id=member(cast).pk, left_on=MAY, by=cast.adam.pk)
    with pytest.raises(StaleSave):
        edit_member(member_id=member(cast).pk, seen=Entry("Trust"), entry=Entry("mine"), by=cast.adam.pk)


def test_leaving_twice_is_leaving_once(cast: Cast) -> None:
    for day in (APRIL, MAY):
        end_member(member_id=member(cast).pk, left_on=day, by=cast.adam.pk)
    assert member(cast).left_on == APRIL
    assert verbs() == ["left partnership"]


def test_nobody_leaves_before_joining(cast: Cast) -> None:
    PartnershipMember.objects.filter(pk=member(cast).pk).update(joined_on=MAY)
    with pytest.raises(LeftBeforeJoining):
        end_member(member_id=member(cast).pk, left_on=APRIL, by=cast.adam.pk)
    assert member(cast).left_on is None


def test_the_trail_stays_whole(cast: Cast) -> None:
    edit_member(member_id=member(cast).pk, seen=Entry("Trust"), entry=Entry("MHT"), by=cast.adam.pk)
    end_member(member_id=member(cast).pk, left_on=MAY, by=cast.adam.pk)
    assert broken_entries() == []
