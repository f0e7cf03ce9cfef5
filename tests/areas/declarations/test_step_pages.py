"""The four steps on screen: saved one by one, by anybody who may, in any order."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from areas.models import Declaration, DeclarationDraft, Organisation, Signatory, WaitingSignatory
from tests.areas.declarations.helpers import SIGNED_ON, TEXT, agreed, declare
from tests.cast import Cast

HERE = "/areas/northshire/declaration/northshire/steps/"
OWN, GROUP, OTHERS, CHECK, CLEAR = (
    HERE + place for place in ("organisation/", "group/", "others/", "check/", "clear/")
)


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def hidden(client: Client, address: str) -> dict[str, str]:
    """Return the hidden fields a page was drawn with."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def own(client: Client, **more: str) -> dict[str, str]:
    return hidden(client, OWN) | {"post": "Chief executive", "new_name": "", "new_kind": ""} | more


def group(client: Client, **more: str) -> dict[str, str]:
    day = {"signed_on_day": "11", "signed_on_month": "12", "signed_on_year": "2014"}
    return hidden(client, GROUP) | {"is_right": "on", "text": TEXT} | day | more


def walk(client: Client, cast: Cast) -> None:
    """Fill in the first three steps."""
    client.post(OWN, own(client, means=str(cast.council.pk)))
    client.post(GROUP, group(client))
    client.post(OTHERS, {"form": "members", "members": [str(cast.police.pk)]})
    client.post(OTHERS, hidden(client, OTHERS))


def test_an_officer_walks_through_all_four(olive: Client, cast: Cast) -> None:
    walk(olive, cast)
    page = olive.get(CHECK).content.decode()
    assert "Northshire County Council: signatory, Chief executive, 11 December 2014" in page
    assert "Northshire Police: signatory" in page
    assert "Ambulance trust" in page.split("Who would still be missing")[1]
    page = olive.post(CHECK, hidden(olive, CHECK) | {"endorsed": "on"}, follow=True).content.decode()
    assert "endorsed and recorded as signed" in page
    assert "Signed on 11 December 2014 by 2 organisations" in page
    assert not DeclarationDraft.objects.exists()


def test_each_step_leads_to_the_next_or_back_to_the_list(olive: Client, cast: Cast) -> None:
    assert olive.post(OWN, own(olive, means=str(cast.council.pk))).url == GROUP
    assert olive.post(GROUP, group(olive, later="1")).url == HERE
    assert olive.post(OTHERS, hidden(olive, OTHERS)).url == CHECK


def test_the_list_of_steps_says_what_is_done(olive: Client, cast: Cast) -> None:
    assert olive.get(HERE).content.decode().count("Not started") == 3
    olive.post(GROUP, group(olive, signed_on_year="", signed_on_month="", signed_on_day=""))
    page = olive.get(HERE).content.decode()
    assert "Not finished" in page
    assert "Enter the date it was signed" in page
    olive.post(OWN, own(olive, means=str(cast.council.pk)))
    steps = olive.get(HERE).content.decode().split('aria-label="Steps to the declaration"')[1]
    assert steps.count(">Done<") == 1


def test_a_colleague_goes_on_where_another_stopped(olive: Client, cast: Cast) -> None:
    olive.post(GROUP, group(olive))
    olive.force_login(cast.leah)
    assert TEXT in olive.get(GROUP).content.decode()
    assert "Last saved by Olive" in olive.get(HERE).content.decode()


def test_a_step_may_be_saved_empty(olive: Client) -> None:
    olive.post(GROUP, hidden(olive, GROUP) | {"text": ""})
    olive.post(OWN, hidden(olive, OWN) | {"post": "Leader"})
    assert DeclarationDraft.objects.get().post == "Leader"


@pytest.mark.parametrize(
    ("address", "sent", "sentence"),
    [
        (OWN, {"means": "999"}, "from the list"),
        (OWN, {"means": "another"}, "Enter the name of the organisation"),
        (OWN, {"means": "another", "new_name": "Blue Door"}, "Select the kind of organisation"),
        (OWN, {"means": "another", "new_name": "x" * 161}, "160 characters or fewer"),
        (OWN, {"post": "Dr Jane Jones"}, "without a person’s name"),
        (GROUP, {"text": "x" * 20_001}, "20000 characters or fewer"),
        (GROUP, {"signed_on_day": "31", "signed_on_month": "2", "signed_on_year": "2014"}, "must be a real date"),
        (GROUP, {"signed_on_day": "1", "signed_on_month": "1", "signed_on_year": "2099"}, "or earlier"),
        (OTHERS, {"form": "members"}, "Tick at least one organisation"),
        (OTHERS, {"form": "paste", "text": ""}, "Paste your list"),
        (OTHERS, {"form": "members", "members": "999"}, "from the list"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(
    olive: Client, address: str, sent: dict[str, str], sentence: str
) -> None:
    page = olive.post(address, hidden(olive, address) | sent).content.decode()
    assert sentence in page
    assert "There is a problem" in page
    assert not DeclarationDraft.objects.exists()
    assert not WaitingSignatory.objects.exists()


def test_an_unknown_form_of_the_third_step_saves_nothing(olive: Client) -> None:
    assert olive.post(OTHERS, {"form": "nonsense"}).status_code == 200
    assert not DeclarationDraft.objects.exists()


def test_a_name_that_is_known_is_that_organisation(olive: Client, cast: Cast) -> None:
    olive.post(OWN, own(olive, means="another", new_name="northshire police"))
    assert DeclarationDraft.objects.get().organisation == cast.police


def test_a_name_like_a_known_one_is_asked_about_once(olive: Client, cast: Cast) -> None:
    sent = own(olive, means="another", new_name="Southshire Polcie", new_kind=str(cast.police.kind_id))
    Organisation.objects.create(name="Southshire Police", kind=cast.police.kind)
    page = olive.post(OWN, sent).content.decode()
    assert "one of the organisations that are now in this list" in page
    assert "Southshire Police" in page
    assert not DeclarationDraft.objects.exists()
    asked = re.search(r'name="asked" value="([^"]*)"', page)
    assert asked
    olive.post(OWN, sent | {"asked": asked[1]})
    assert DeclarationDraft.objects.get().new_name == "Southshire Polcie"


def test_a_suggested_organisation_can_be_chosen(olive: Client, cast: Cast) -> None:
    there = Organisation.objects.create(name="Southshire Police", kind=cast.police.kind)
    olive.post(OWN, own(olive, means=str(there.pk), new_name="Southshire Polcie"))
    assert DeclarationDraft.objects.get().organisation == there


def test_a_stale_save_shows_theirs_and_keeps_mine(olive: Client, cast: Cast) -> None:
    mine = group(olive, text="What I wrote.")
    olive.post(GROUP, group(olive, text="What they wrote."))
    response = olive.post(GROUP, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count("What they wrote.") == 1
    assert page.count("What I wrote.") == 2
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    assert olive.post(GROUP, mine | {"seen": seen[1]}).status_code == 302
    assert DeclarationDraft.objects.get().text == "What I wrote."


def test_a_stale_organisation_shows_both_names(olive: Client, cast: Cast) -> None:
    mine = own(olive, means=str(cast.police.pk))
    olive.post(OWN, own(olive, means=str(cast.council.pk)))
    response = olive.post(OWN, mine)
    conflict = response.content.decode().split("what they saved")[1].split("<form")[0]
    assert response.status_code == 409
    assert "Northshire County Council" in conflict
    assert "Northshire Police" in conflict


def test_a_usual_wording_is_offered_and_saved_only_when_sent(olive: Client) -> None:
    page = olive.get(GROUP, {"wording": "usual"}).content.decode()
    assert "everybody in Northshire who is in a mental health crisis" in page
    assert not DeclarationDraft.objects.exists()


def test_endorsing_needs_the_tick(olive: Client, cast: Cast) -> None:
    walk(olive, cast)
    page = olive.post(CHECK, hidden(olive, CHECK)).content.decode()
    assert "Tick the box to endorse the statement" in page
    assert not Declaration.objects.exists()


def test_what_is_not_finished_cannot_be_endorsed(olive: Client) -> None:
    olive.post(GROUP, group(olive))
    page = olive.post(CHECK, {"endorsed": "on", "draft": "1", "declaration": "0"}, follow=True).content.decode()
    assert "Nothing was written" in page
    assert "Still to do in step 1" in page
    assert not Declaration.objects.exists()


def test_a_draft_that_changed_since_it_was_seen_is_checked_again(olive: Client, cast: Cast) -> None:
    walk(olive, cast)
    seen = hidden(olive, CHECK)
    olive.post(GROUP, group(olive, text="Other words."))
    page = olive.post(CHECK, seen | {"endorsed": "on"}, follow=True).content.decode()
    assert "Check it again" in page
    assert not Declaration.objects.exists()


def test_endorsed_twice_it_is_endorsed_once_and_says_so(olive: Client, cast: Cast) -> None:
    walk(olive, cast)
    seen = hidden(olive, CHECK) | {"endorsed": "on"}
    olive.post(CHECK, seen)
    assert "signed already" in olive.post(CHECK, seen, follow=True).content.decode()
    assert Signatory.objects.count() == 2


def test_the_history_says_who_endorsed_what(olive: Client, cast: Cast) -> None:
    walk(olive, cast)
    olive.post(CHECK, hidden(olive, CHECK) | {"endorsed": "on"})
    told = olive.get(f"/history/declaration/{Declaration.objects.get().pk}/").content.decode()
    for words in ("Endorsed declaration", "Statement endorsed", "meets the national commitments", "Olive"):
        assert words in told


def test_what_changes_in_a_recorded_text_is_shown(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(status="draft", text="We will work together."))
    olive.post(GROUP, group(olive, text="We will all work together."))
    page = olive.get(CHECK).content.decode()
    assert '<ins class="app-difference__added">' in page
    assert Declaration.objects.get().signed_on == SIGNED_ON


def test_nobody_else_sees_what_is_begun(olive: Client, cast: Cast) -> None:
    olive.post(GROUP, group(olive))
    olive.logout()
    assert TEXT not in olive.get("/areas/northshire/declaration/").content.decode()


def test_what_was_typed_is_thrown_away_only_when_asked(olive: Client) -> None:
    olive.post(GROUP, group(olive))
    olive.get(CLEAR)
    assert DeclarationDraft.objects.exists()
    olive.post(CLEAR)
    assert not DeclarationDraft.objects.exists()


@pytest.mark.parametrize("place", [HERE, OWN, GROUP, OTHERS, CHECK, CLEAR])
@pytest.mark.parametrize(("who", "status"), [("leah", 200), ("colin", 403), ("reg", 403), ("otto", 404)])
def test_who_may_walk(client: Client, cast: Cast, place: str, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(place).status_code == status
