"""The pages on which an administrator looks after partnerships."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.declarations.models import Declaration
from areas.models import Organisation, Partnership, PartnershipMember
from areas.roles.rules import Role
from tests.cast import Cast, make_person

HERE = "/partnerships/northshire/"
SINCE = {"joined_on_day": "1", "joined_on_month": "4", "joined_on_year": "2026"}


@pytest.fixture
def adam(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def member(cast: Cast) -> PartnershipMember:
    return PartnershipMember.objects.get(partnership=cast.partnership, organisation=cast.trust)


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def typed(cast: Cast, **more: object) -> dict[str, object]:
    start = {"name": "Northshire", "areas": [cast.area.pk]}
    return start | {"seen_name": "Northshire", "seen_areas": str(cast.area.pk)} | more


def test_only_administrators_find_it_in_the_menu(client: Client, cast: Cast) -> None:
    for who, finds in (("adam", True), ("ana", False), ("leah", False)):
        client.force_login(getattr(cast, who))
        assert ('href="/partnerships/"' in text(client, "/standards/")) is finds, who


@pytest.mark.parametrize("place", ["add/", "northshire/edit/", "northshire/members/add/?new=1"])
@pytest.mark.parametrize("who", ["leah", "reg", "ana"])
def test_others_cannot_send_anything_either(client: Client, cast: Cast, place: str, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.post(f"/partnerships/{place}", typed(cast, name="Mine")).status_code == 404
    assert set(Partnership.objects.values_list("name", flat=True)) == {"Northshire", "Southbury"}


def test_the_list_counts_members_and_people(adam: Client, cast: Cast) -> None:
    PartnershipMember.objects.filter(organisation=cast.charity).update(left_on=date(2026, 5, 1))
    cast.leah.memberships.update(ended_on=date(2026, 5, 1))
    found = {one.name: one for one in adam.get("/partnerships/").context["page"]}
    assert (found["Northshire"].member_count, found["Northshire"].people_count) == (3, 2)
    assert (found["Southbury"].member_count, found["Southbury"].people_count) == (0, 1)


@pytest.mark.parametrize(("words", "found"), [("north", 1), ("SOUTHB", 1), ("b", 1), ("zzz", 0), ("", 2)])
def test_partnerships_are_found_by_name(adam: Client, words: str, found: int) -> None:
    assert adam.get("/partnerships/", {"q": words}).context["page"].paginator.count == found


def test_partnerships_are_found_by_area(adam: Client, cast: Cast) -> None:
    Partnership.objects.filter(pk=cast.partnership.pk).update(name="The group")
    assert [str(one) for one in adam.get("/partnerships/?q=northshire").context["page"]] == ["The group"]


def more_partnerships(cast: Cast) -> None:
    for number in range(40):
        other = Partnership.objects.create(name=f"Group {number:02}", slug=f"group-{number}")
        other.areas.add(cast.area, cast.other_area)
        PartnershipMember.objects.create(partnership=other, organisation=cast.police)
        make_person(f"Person{number}", role=Role.OFFICER, partnership=other)


def test_a_long_list_has_pages(adam: Client, cast: Cast) -> None:
    more_partnerships(cast)
    assert "Showing 26 to 42 of 42 partnerships" in text(adam, "/partnerships/?page=2")


def test_the_list_asks_the_database_no_more_for_many(adam: Client, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        adam.get("/partnerships/")
    more_partnerships(cast)
    with CaptureQueriesContext(connection) as many:
        adam.get("/partnerships/")
    assert len(many) == len(few) <= 8


def test_a_page_asks_the_database_no_more_for_many_members(adam: Client, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        adam.get(HERE)
    for number in range(30):
        body = Organisation.objects.create(name=f"Body {number}", kind=cast.charity.kind)
        PartnershipMember.objects.create(partnership=cast.partnership, organisation=body)
    with CaptureQueriesContext(connection) as many:
        adam.get(HERE)
    assert len(many) == len(few) <= 12


def test_a_partnership_shows_where_it_works_and_who_belongs(adam: Client, cast: Cast) -> None:
    PartnershipMember.objects.filter(pk=member(cast).pk).update(joined_on=date(2026, 4, 1))
    PartnershipMember.objects.filter(organisation=cast.charity).update(left_on=date(2026, 5, 1))
    page = text(adam, HERE)
    for words in ("Northshire</a>, North East", "1 April 2026", "1 May 2026", "Not recorded", "3 people with a role"):
        assert words in page
    assert page.index("Northshire Police") < page.index("Northshire Mind")


def test_it_leads_to_the_declaration_and_the_plans(adam: Client, cast: Cast) -> None:
    assert "Nothing recorded yet" in text(adam, HERE)
    Declaration.objects.create(partnership=cast.partnership, status="draft", text="We promise.")
    page = text(adam, HERE)
    assert 'href="/areas/northshire/declaration/"' in page
    assert f'href="/plans/{cast.plan.pk}/"' in page


def test_it_leads_to_an_invitation_of_its_first_officer(adam: Client, cast: Cast) -> None:
    address = f"/people/invite/?role=officer&partnership={cast.partnership.pk}"
    assert address.replace("&", "&amp;") in text(adam, HERE)
    assert "Officer, Northshire" in text(adam, address)


def test_a_partnership_of_two_areas_is_made(adam: Client, cast: Cast) -> None:
    both = {"name": " The  pair ", "areas": [cast.area.pk, cast.other_area.pk]}
    for _ in range(2):
        response = adam.post("/partnerships/add/", both)
        assert response["Location"] == "/partnerships/the-pair/"
    made = Partnership.objects.get(name="The pair")
    assert set(made.areas.all()) == {cast.area, cast.other_area}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter"),
        ({"name": "x" * 121}, "120 characters"),
        ({"areas": []}, "Select at least one area"),
        ({"areas": ["999999"]}, "Select"),
        ({"name": "southbury"}, "There is a partnership called Southbury already"),
    ],
)
@pytest.mark.parametrize("place", ["add/", "northshire/edit/"])
def test_what_is_missing_is_said_and_what_was_typed_comes_back(
    adam: Client, cast: Cast, place: str, change: dict[str, object], sentence: str
) -> None:
    response = adam.post(f"/partnerships/{place}", typed(cast, name="A name of mine") | change)
    page = response.content.decode()
    assert response.status_code == 200
    assert "There is a problem" in page
    assert sentence in page
    assert str(change.get("name", "A name of mine")) in page


def test_name_and_areas_are_changed(adam: Client, cast: Cast) -> None:
    change = typed(cast, name="The north", areas=[cast.area.pk, cast.other_area.pk])
    assert "The name and areas are saved" in adam.post(f"{HERE}edit/", change, follow=True).content.decode()
    changed = Partnership.objects.get(slug="northshire")
    assert (changed.name, changed.areas.count()) == ("The north", 2)


def test_a_stale_save_is_refused_with_both(adam: Client, cast: Cast) -> None:
    Partnership.objects.filter(pk=cast.partnership.pk).update(name="Theirs")
    cast.partnership.areas.add(cast.other_area)
    response = adam.post(f"{HERE}edit/", typed(cast, name="Mine"))
    page = response.content.decode()
    assert response.status_code == 409
    for words in ("Theirs", "Mine", "Northshire, Southbury"):
        assert words in page
    assert Partnership.objects.get(slug="northshire").name == "Theirs"


def test_after_both_were_seen_mine_may_be_saved_over_theirs(adam: Client, cast: Cast) -> None:
    Partnership.objects.filter(pk=cast.partnership.pk).update(name="Theirs")
    form = adam.post(f"{HERE}edit/", typed(cast, name="Mine")).context["form"]
    seen = {name: form[name].value() for name in ("seen_name", "seen_areas")}
    assert adam.post(f"{HERE}edit/", typed(cast, name="Mine", **seen)).status_code == 302
    assert Partnership.objects.get(slug="northshire").name == "Mine"


def test_an_area_with_a_plan_cannot_be_taken_out(adam: Client, cast: Cast) -> None:
    page = adam.post(f"{HERE}edit/", typed(cast, areas=[cast.other_area.pk])).content.decode()
    assert "A plan of this partnership covers Northshire. Take it out of the plan first" in page


def test_an_ended_area_that_it_covers_is_still_offered(adam: Client, cast: Cast) -> None:
    type(cast.area).objects.filter(pk=cast.area.pk).update(valid_to=date(2020, 3, 31))
    assert f'value="{cast.area.pk}"' in text(adam, f"{HERE}edit/")
    assert f'value="{cast.area.pk}"' not in text(adam, "/partnerships/add/")


def test_a_member_is_found_among_the_organisations(adam: Client, cast: Cast) -> None:
    other = Organisation.objects.create(name="Northshire Fire", kind=cast.charity.kind)
    page = text(adam, f"{HERE}members/add/?q=northshire")
    assert f"?organisation={other.pk}" in page
    assert f"?organisation={cast.trust.pk}" not in page
    assert "Recorded already" in page
    assert "Add “northshire” as a new organisation" in page


def test_a_member_sent_twice_is_one(adam: Client, cast: Cast) -> None:
    address = f"/partnerships/southbury/members/add/?organisation={cast.trust.pk}"
    for _ in range(2):
        assert adam.post(address, SINCE | {"alias": "the Trust"})["Location"] == "/partnerships/southbury/"
    made = PartnershipMember.objects.get(partnership=cast.other_partnership)
    assert (made.alias, made.joined_on) == ("the Trust", date(2026, 4, 1))


def test_a_member_that_stands_otherwise_is_not_overwritten(adam: Client, cast: Cast) -> None:
    page = adam.post(f"{HERE}members/add/?organisation={cast.trust.pk}", {"alias": "MHT"}).content.decode()
    assert "is a member already. Go back to the partnership and change its entry there" in page
    assert member(cast).alias == "Trust"


@pytest.mark.parametrize("chosen", ["0", "x", "9" * 30, "-1"])
def test_an_unknown_organisation_is_not_there(adam: Client, chosen: str) -> None:
    assert adam.get(f"{HERE}members/add/?organisation={chosen}").status_code == 404


def test_an_organisation_that_nobody_typed_before_is_added(adam: Client, cast: Cast) -> None:
    assert 'value="New Charity"' in text(adam, f"{HERE}members/add/?new=1&q=New+Charity")
    answers = {"name": "New Charity", "kind": str(cast.charity.kind_id), "alias": ""}
    adam.post(f"{HERE}members/add/?new=1", answers)
    assert PartnershipMember.objects.filter(organisation__name="New Charity", partnership=cast.partnership).exists()


def test_a_new_organisation_needs_a_name_and_a_kind(adam: Client) -> None:
    page = adam.post(f"{HERE}members/add/?new=1", {"alias": "the Charity"}).content.decode()
    assert "Enter name of the organisation" in page or "Enter the name of the organisation" in page
    assert 'value="the Charity"' in page


def test_what_the_plan_calls_it_is_changed(adam: Client, cast: Cast) -> None:
    answers = SINCE | {"alias": "MHT", "seen_alias": "Trust", "seen_joined_on": ""}
    for _ in range(2):
        assert adam.post(f"{HERE}members/{member(cast).pk}/edit/", answers).status_code == 302
    assert (member(cast).alias, member(cast).joined_on) == ("MHT", date(2026, 4, 1))


def test_a_stale_entry_is_refused_with_both(adam: Client, cast: Cast) -> None:
    answers = {"alias": "Mine", "seen_alias": "An older name", "seen_joined_on": ""}
    response = adam.post(f"{HERE}members/{member(cast).pk}/edit/", answers)
    page = response.content.decode()
    assert response.status_code == 409
    assert "what they saved" in page
    assert "Mine" in page
    assert member(cast).alias == "Trust"


def test_a_day_to_come_is_no_day_of_joining(adam: Client, cast: Cast) -> None:
    answers = {"joined_on_day": "1", "joined_on_month": "4", "joined_on_year": "2099", "seen_alias": "Trust"}
    page = adam.post(f"{HERE}members/{member(cast).pk}/edit/", answers).content.decode()
    assert "Member since must be" in page


def leaving(year: str) -> dict[str, str]:
    return {"left_on_day": "31", "left_on_month": "3", "left_on_year": year}


def test_that_a_member_left_is_asked_and_recorded(adam: Client, cast: Cast) -> None:
    address = f"{HERE}members/{member(cast).pk}/leave/"
    assert "Has Northshire Mental Health NHS Trust left?" in text(adam, address)
    adam.post(address, leaving("2026"))
    assert member(cast).left_on == date(2026, 3, 31)
    assert "Add again" in text(adam, HERE)


def test_people_who_update_for_it_are_mentioned(adam: Client, cast: Cast) -> None:
    police = PartnershipMember.objects.get(organisation=cast.police)
    assert "1 person updates actions for it here" in text(adam, f"{HERE}members/{police.pk}/leave/")
    assert "for it here" not in text(adam, f"{HERE}members/{member(cast).pk}/leave/")


def test_nobody_leaves_before_joining(adam: Client, cast: Cast) -> None:
    PartnershipMember.objects.filter(pk=member(cast).pk).update(joined_on=date(2026, 4, 1))
    page = adam.post(f"{HERE}members/{member(cast).pk}/leave/", leaving("2020")).content.decode()
    assert "must be 1 April 2026 or later" in page
    assert member(cast).left_on is None


@pytest.mark.parametrize("place", ["edit", "leave"])
def test_one_that_has_left_leads_back(adam: Client, cast: Cast, place: str) -> None:
    PartnershipMember.objects.filter(pk=member(cast).pk).update(left_on=date(2026, 5, 1))
    page = adam.post(f"{HERE}members/{member(cast).pk}/{place}/", leaving("2026"), follow=True).content.decode()
    assert "has left. Add it again if it is back" in page


def test_a_member_of_another_partnership_is_not_there(adam: Client, cast: Cast) -> None:
    assert adam.get(f"/partnerships/southbury/members/{member(cast).pk}/edit/").status_code == 404
