"""The area chooses what is public: it looks first, then saves."""

from __future__ import annotations

import pytest
from django.test import Client

from areas.models import AuditEntry
from concordat.conflicts import StaleSave
from plans.models import HeldBack, PublicChoice
from plans.public.operations import choose_public
from plans.public.rules import Choice
from tests.cast import Cast
from tests.plans.public.publishing import PAGE, publish, say, show


@pytest.fixture
def leah(client: Client, cast: Cast) -> Client:
    publish(cast)
    client.force_login(cast.leah)
    return client


def _address(cast: Cast, more: str = "") -> str:
    return f"/plans/{cast.plan.pk}/public/{more}"


def test_a_choice_is_looked_at_before_it_is_saved(leah: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    text = leah.get(_address(cast, "preview/?narratives=on&version=0")).content.decode()
    assert "This is not saved yet." in text
    assert "Forty officers were trained." in text
    assert not PublicChoice.objects.exists()
    assert "Forty officers" not in Client().get(PAGE).content.decode()


def test_saving_shows_it_and_leaves_a_trail(leah: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    answer = leah.post(_address(cast), {"narratives": "on", "version": "0"}, follow=True)
    assert "The public page shows this from now on." in answer.content.decode()
    assert "Forty officers" in Client().get(PAGE).content.decode()
    entry = AuditEntry.objects.get(verb="chose what is public")
    assert (entry.by, entry.after["narratives"], entry.before["narratives"]) == (cast.leah, True, False)


def test_the_same_choice_sent_twice_is_saved_once(leah: Client, cast: Cast) -> None:
    for _ in range(2):
        assert leah.post(_address(cast), {"posts": "on", "version": "0"}).status_code == 302
    assert AuditEntry.objects.filter(verb="chose what is public").count() == 1


def test_whoever_saves_an_older_page_is_told_and_overwrites_nothing(leah: Client, cast: Cast) -> None:
    choose_public(plan=cast.plan, expected_version=0, choice=Choice(reasons=True), by=cast.leah.pk)
    answer = leah.post(_address(cast), {"narratives": "on", "version": "0"})
    assert answer.status_code == 409
    assert "Somebody else has just chosen." in answer.content.decode()
    assert PublicChoice.objects.get().choice == Choice(reasons=True)


def test_a_version_that_never_was_is_stale(cast: Cast) -> None:
    with pytest.raises(StaleSave):
        choose_public(plan=cast.plan, expected_version=7, choice=Choice(reasons=True), by=None)


def test_the_preview_says_what_stays_inside_and_why(leah: Client, cast: Cast) -> None:
    say(cast, "Write to colin@example.org.")
    text = leah.get(_address(cast, "preview/?narratives=on&version=0")).content.decode()
    assert "these stay inside" in text
    assert "It holds an email address." in text


def test_a_plan_can_be_looked_at_before_it_is_published(client: Client, cast: Cast) -> None:
    client.force_login(cast.colin)
    text = client.get(_address(cast, "preview/")).content.decode()
    assert "Nobody outside can read this before the plan is published." in text
    assert "Train every response officer" in text


def test_only_the_area_lead_chooses(client: Client, cast: Cast) -> None:
    for person, status in ((cast.olive, 403), (cast.colin, 403), (cast.reg, 403), (cast.otto, 404)):
        client.force_login(person)
        assert client.post(_address(cast), {"narratives": "on", "version": "0"}).status_code == status
    assert not PublicChoice.objects.exists()


def test_an_officer_keeps_a_wording_inside_and_the_lead_lets_it_be_read(client: Client, cast: Cast) -> None:
    address = f"/updates/{say(cast, 'Not for everybody.').pk}/public/"
    client.force_login(cast.olive)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert HeldBack.objects.count() == 1
    assert client.post(address).status_code == 403
    client.force_login(cast.leah)
    assert client.post(address).status_code == 302
    assert not HeldBack.objects.exists()


def test_the_action_says_that_a_wording_is_kept_inside(client: Client, cast: Cast) -> None:
    said = say(cast, "Not for everybody.")
    client.force_login(cast.olive)
    page = f"/actions/{cast.police_action.pk}/"
    assert "Keep this wording inside" in client.get(page).content.decode()
    client.post(f"/updates/{said.pk}/public/")
    assert "the public never reads this wording" in client.get(page).content.decode()


def test_an_update_without_words_has_nothing_to_keep(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    assert client.get(f"/updates/{say(cast, '', still_true=True).pk}/public/").status_code == 404


def test_the_plan_page_leads_to_it(leah: Client, cast: Cast) -> None:
    show(cast, narratives=True)
    text = leah.get(f"/plans/{cast.plan.pk}/").content.decode()
    assert f'href="{_address(cast)}"' in text
    assert f'href="{_address(cast, "preview/")}"' in text
