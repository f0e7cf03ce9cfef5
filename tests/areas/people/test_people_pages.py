"""The pages about people: who sees whom, and what each form does."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Membership, Person
from areas.people.access import reach_of
from areas.people.operations import close_account
from areas.roles.rules import Role
from tests.cast import PASSWORD, Cast, make_person

EVERYBODY = ["olive", "colin", "leah", "reg", "ana", "adam", "otto"]
INVITE = "/people/invite/"
NEW = {"email": "new@example.org", "name": "Nora New", "post": "Officer"}


@pytest.fixture
def leah(client: Client, cast: Cast) -> Client:
    client.force_login(cast.leah)
    return client


@pytest.fixture
def adam(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("address", ["/people/", "/people/invite/"])
def test_only_area_leads_and_administrators_look_after_people(
    client: Client, cast: Cast, who: str, address: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(address).status_code == (200 if who in ("leah", "adam") else 403)


@pytest.mark.parametrize("address", ["/people/", "/people/invite/", "/people/1/", "/account/", "/people/1/edit/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address).status_code == 302


def _in_one_piece(response: HttpResponse) -> str:
    """Return the page without the places where a long address may break."""
    return response.content.decode().replace("<wbr>", "")


def test_an_area_lead_sees_the_people_of_the_own_partnership(leah: Client) -> None:
    page = _in_one_piece(leah.get("/people/"))
    assert "olive@example.org" in page
    assert "otto@example.org" not in page


def test_an_administrator_sees_everybody(adam: Client) -> None:
    page = _in_one_piece(adam.get("/people/"))
    assert all(f"{name}@example.org" in page for name in EVERYBODY)


def test_an_area_lead_does_not_see_what_somebody_does_elsewhere(leah: Client, cast: Cast) -> None:
    Membership.objects.create(
        person=cast.olive, role=Role.OFFICER, partnership=cast.other_partnership, started_on="2020-01-01"
    )
    page = leah.get(f"/people/{cast.olive.pk}/").content.decode()
    assert "Northshire" in page
    assert "Southbury" not in page


@pytest.mark.parametrize("place", ["", "edit/", "close/", "open/"])
def test_a_person_of_another_partnership_is_not_found(leah: Client, cast: Cast, place: str) -> None:
    assert leah.get(f"/people/{cast.otto.pk}/{place}").status_code == 404


def test_an_area_lead_may_not_close_accounts(leah: Client, cast: Cast) -> None:
    assert leah.post(f"/people/{cast.olive.pk}/close/").status_code == 403
    assert Person.objects.get(pk=cast.olive.pk).is_active


@pytest.mark.parametrize(
    ("query", "found"), [({"q": "olive"}, 1), ({"q": "example.org"}, 3), ({"role": "officer"}, 1), ({"q": "zzz"}, 0)]
)
def test_people_are_found_by_words_and_role(leah: Client, query: dict[str, str], found: int) -> None:
    page = leah.get("/people/", query)
    assert page.context["page"].paginator.count == found


def test_a_long_list_has_pages(adam: Client, cast: Cast) -> None:
    for number in range(30):
        make_person(f"Person{number}", role=Role.OFFICER, partnership=cast.partnership)
    assert "Showing 26 to 37 of 37 people" in adam.get("/people/?page=2").content.decode()


def test_the_list_asks_the_database_no_more_for_many_people(adam: Client, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        adam.get("/people/")
    for number in range(40):
        make_person(f"Person{number}", role=Role.CONTRIBUTOR, organisation=cast.police, partnership=cast.partnership)
    with CaptureQueriesContext(connection) as many:
        adam.get("/people/")
    assert len(many) == len(few) <= 12


def test_an_area_lead_of_one_partnership_is_not_asked_which(leah: Client) -> None:
    page = leah.get(INVITE).content.decode()
    assert 'name="partnership"' not in page
    assert "Administrator" not in page


def test_an_invited_officer_gets_a_letter_and_can_sign_in(leah: Client, cast: Cast) -> None:
    response = leah.post(f"{INVITE}?role=officer", NEW, follow=True)
    assert "An invitation is on its way to new@example.org" in response.content.decode()
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    assert link
    visitor = Client()
    chosen = visitor.get(link[1], follow=True).redirect_chain[-1][0]
    visitor.post(chosen, {"password1": PASSWORD, "password2": PASSWORD})
    visitor.post("/accounts/login/", {"login": "new@example.org", "password": PASSWORD})
    assert "Officer: Northshire" in visitor.get("/account/").content.decode()


def test_a_contributor_is_invited_for_a_member_of_the_partnership(leah: Client, cast: Cast) -> None:
    leah.post(f"{INVITE}?role=contributor", NEW | {"organisation": str(cast.trust.pk)})
    assert Person.objects.get(email="new@example.org").memberships.get().organisation == cast.trust


def test_an_administrator_invites_a_regional_lead(adam: Client, cast: Cast) -> None:
    adam.post(f"{INVITE}?role=regional_lead&region={cast.region.pk}", NEW)
    assert Person.objects.get(email="new@example.org").memberships.get().region == cast.region


def test_the_same_invitation_sent_twice_writes_one_letter(leah: Client) -> None:
    leah.post(f"{INVITE}?role=officer", NEW)
    page = leah.post(f"{INVITE}?role=officer", NEW, follow=True).content.decode()
    assert "has this role already" in page
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("role=boss", "Select"),
        ("role=officer", "Select the partnership in which they will work"),
        ("role=officer&partnership=999", "from the list"),
        ("role=regional_lead", "Select the region that they will look after"),
    ],
)
def test_the_role_step_says_what_is_missing(adam: Client, query: str, sentence: str) -> None:
    assert sentence in adam.get(f"{INVITE}?{query}").content.decode()
    assert sentence in adam.post(f"{INVITE}?{query}", NEW).content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()


def test_an_area_lead_cannot_slip_in_another_role_or_place(leah: Client, cast: Cast) -> None:
    leah.post(f"{INVITE}?role=administrator", NEW)
    leah.post(f"{INVITE}?role=officer&partnership={cast.other_partnership.pk}", NEW)
    roles = Membership.objects.filter(person__email="new@example.org")
    assert [(role.role, role.partnership) for role in roles] == [("officer", cast.partnership)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": ""}, "Enter the email address"),
        ({"email": "nora at example"}, "email address in the correct format"),
        ({"name": ""}, "Enter the full name"),
        ({"name": "x" * 121}, "120 characters or fewer"),
        ({"organisation": ""}, "Select the organisation"),
        ({"organisation": "99999"}, "from the list"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(
    leah: Client, cast: Cast, change: dict[str, str], sentence: str
) -> None:
    sent = NEW | {"organisation": str(cast.police.pk)} | change
    page = leah.post(f"{INVITE}?role=contributor", sent).content.decode()
    assert sentence in page
    assert sent["post"] in page
    assert not mail.outbox
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_closed_account_cannot_be_invited(leah: Client, cast: Cast) -> None:
    close_account(person_id=cast.otto.pk, by=reach_of(cast.adam))
    page = leah.post(f"{INVITE}?role=officer", NEW | {"email": "otto@example.org"}).content.decode()
    assert "The account with this address was closed" in page


def test_a_letter_that_could_not_be_sent_is_said_so_and_the_role_stays(leah: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = leah.post(f"{INVITE}?role=officer", NEW, follow=True).content.decode()
    assert "The letter could not be sent" in page
    assert Person.objects.get(email="new@example.org").memberships.count() == 1


def test_the_letter_is_sent_again_by_a_button_only(leah: Client, cast: Cast) -> None:
    assert leah.get(f"/people/{cast.olive.pk}/letter/").status_code == 405
    leah.post(f"/people/{cast.olive.pk}/letter/")
    assert [letter.to for letter in mail.outbox] == [["olive@example.org"]]


def test_a_role_is_ended_after_asking_and_at_once(leah: Client, cast: Cast) -> None:
    officer = Client()
    officer.force_login(cast.olive)
    address = f"/people/{cast.olive.pk}/roles/{cast.olive.memberships.get().pk}/end/"
    assert "End the role Officer, Northshire?" in leah.get(address).content.decode()
    assert officer.get("/areas/northshire/declaration/edit/").status_code == 200
    leah.post(address)
    assert officer.get("/areas/northshire/declaration/edit/").status_code == 404


def test_a_role_elsewhere_is_not_found(leah: Client, cast: Cast) -> None:
    role = Membership.objects.create(
        person=cast.olive, role=Role.OFFICER, partnership=cast.other_partnership, started_on="2020-01-01"
    )
    assert leah.post(f"/people/{cast.olive.pk}/roles/{role.pk}/end/").status_code == 404


def test_the_last_administrator_is_kept_with_a_sentence(adam: Client, cast: Cast) -> None:
    page = adam.post(f"/people/{cast.adam.pk}/roles/{cast.adam.memberships.get().pk}/end/").content.decode()
    assert "Make somebody else an administrator first" in page


def test_closing_an_account_ends_its_sessions(adam: Client, cast: Cast) -> None:
    officer = Client()
    officer.force_login(cast.olive)
    adam.post(f"/people/{cast.olive.pk}/close/")
    assert officer.get("/account/").status_code == 302
    adam.post(f"/people/{cast.olive.pk}/open/")
    assert officer.get("/account/").status_code == 302


def test_everybody_changes_their_own_name_and_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.colin)
    sent = {"name": "Colin Cole", "post": "Inspector", "seen_name": "Colin", "seen_post": ""}
    assert client.post(f"/people/{cast.colin.pk}/edit/", sent).url == "/account/"
    assert Person.objects.get(pk=cast.colin.pk).post == "Inspector"


def test_nobody_changes_the_name_of_somebody_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.colin)
    assert client.post(f"/people/{cast.olive.pk}/edit/", {"name": "X"}).status_code == 404


def test_a_stale_name_is_refused_with_both_texts(leah: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.olive.pk).update(name="Olive Oak")
    sent = {"name": "Olivia", "post": "", "seen_name": "Olive", "seen_post": ""}
    response = leah.post(f"/people/{cast.olive.pk}/edit/", sent)
    assert response.status_code == 409
    assert all(name in response.content.decode() for name in ("Olive Oak", "Olivia"))


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_an_account_page_with_a_way_to_change_the_password(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert "/accounts/password/change/" in client.get("/account/").content.decode()


@pytest.mark.parametrize(("who", "seen"), [("leah", True), ("adam", True), ("olive", False), (None, False)])
def test_the_menu_shows_people_to_who_looks_after_them(client: Client, cast: Cast, who: str | None, seen: bool) -> None:
    if who:
        client.force_login(getattr(cast, who))
    assert ('href="/people/"' in client.get("/areas/northshire/declaration/").content.decode()) is seen
