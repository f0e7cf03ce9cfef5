"""Officers say what is measured; who gives a figure gives it on one page; nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.models import Indicator, Reading
from tests.cast import Cast
from tests.plans.indicators.things import TYPED, a_reading, an_indicator


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_officer_adds_an_indicator_and_finds_it_in_the_list(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    address = f"/plans/{cast.plan.pk}/indicators/"
    assert "Nothing is measured yet" in page(client, address)
    form = client.get(f"{address}add/?action={cast.police_action.pk}").context["form"]
    typed = {**TYPED, "actions": [cast.police_action.pk], "submission_key": form["submission_key"].value()}
    answer = client.post(f"{address}add/", typed, follow=True)
    assert "The indicator is added" in answer.content.decode()
    one = Indicator.objects.get()
    assert (one.target, list(one.actions.all()), one.partnership) == (1200, [cast.police_action], cast.partnership)
    assert "1,200" in page(client, address)
    assert one.name in page(client, cast.police_action.get_absolute_url())


def test_a_wrong_target_says_what_to_do_and_what_was_typed_comes_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    said = client.post(f"/plans/{cast.plan.pk}/indicators/add/", {**TYPED, "target": "about 40"}).content.decode()
    assert "Target must be a number" in said
    assert "about 40" in said
    assert not Indicator.objects.exists()


def test_a_contributor_gives_the_figure_of_what_their_organisation_gives(client: Client, cast: Cast) -> None:
    mine, theirs = an_indicator(cast), an_indicator(cast, name="Assessments", provider_id=cast.council.pk)
    client.force_login(cast.colin)
    assert client.get(f"/indicators/{theirs.pk}/readings/add/").status_code == 403
    form = client.get(f"/indicators/{mine.pk}/readings/add/").context["form"]
    typed = {"began": "2026-07-01", "value": "1,204", "seen": "none", "submission_key": form["submission_key"].value()}
    answer = client.post(f"/indicators/{mine.pk}/readings/add/", typed, follow=True)
    assert "The figure for July to September 2026 is kept" in answer.content.decode()
    assert Reading.objects.get().value == 1204


def test_the_page_begins_with_the_first_period_that_is_looked_for(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    client.force_login(cast.olive)
    Indicator.objects.filter(pk=one.pk).update(created_at="2026-02-01T12:00:00Z")
    a_reading(one, "2026-01-01", 9)
    form = client.get(f"/indicators/{one.pk}/readings/add/").context["form"]
    assert form["began"].value().isoformat() == "2026-04-01"


def test_neither_a_figure_nor_a_reason_is_asked_for_again(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    client.force_login(cast.olive)
    said = client.post(f"/indicators/{one.pk}/readings/add/", {"began": "2026-07-01", "seen": "none"})
    assert "say in the note why there is none" in said.content.decode()


def test_a_figure_given_meanwhile_is_shown_and_replaced_only_knowingly(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    client.force_login(cast.olive)
    form = client.get(f"/indicators/{one.pk}/readings/add/").context["form"]
    a_reading(one, "2026-07-01", 12, by=cast.colin.pk)
    typed = {"began": "2026-07-01", "value": "13", "seen": form["seen"].value()}
    refused = client.post(f"/indicators/{one.pk}/readings/add/", typed)
    assert refused.status_code == 409
    assert "Colin" in refused.content.decode()
    assert 'value="13"' in refused.content.decode()
    again = {**typed, "seen": refused.context["form"]["seen"].value()}
    assert client.post(f"/indicators/{one.pk}/readings/add/", again).status_code == 302
    assert [r.value for r in one.readings.all()] == [13, 12]


def test_two_who_change_it_see_each_other_s_words(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    client.force_login(cast.leah)
    sent = {**TYPED, "version": "1"}
    assert client.post(f"/indicators/{one.pk}/edit/", {**sent, "name": "Uses of section 136"}).status_code == 302
    client.force_login(cast.olive)
    refused = client.post(f"/indicators/{one.pk}/edit/", {**sent, "name": "Section 136"})
    said = refused.content.decode()
    assert refused.status_code == 409
    assert "Leah saved this indicator while you were writing" in said
    assert "Uses of section 136" in said
    assert client.post(f"/indicators/{one.pk}/edit/", {**sent, "version": "2"}).status_code == 302


def test_the_picture_has_the_figures_in_its_table_twin(client: Client, cast: Cast) -> None:
    one = an_indicator(cast, target=10, better="lower")
    for began, value in (("2026-01-01", 14), ("2026-07-01", 12)):
        a_reading(one, began, value)
    client.force_login(cast.reg)
    said = page(client, one.get_absolute_url())
    assert "Target: 10" in said
    assert "2026-27-Q1" in said, "the quarter without a figure has its place"
    assert "More than a tenth off" in page(client, f"/plans/{cast.plan.pk}/indicators/")


def test_what_is_measured_no_more_says_so_and_takes_nothing(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    client.force_login(cast.olive)
    client.post(f"/indicators/{one.pk}/retire/", {"reason": "Counted in another way"})
    assert "Counted in another way" in page(client, one.get_absolute_url())
    for rest in ("edit/", "retire/", "readings/add/"):
        assert client.get(f"{one.get_absolute_url()}{rest}").status_code == 403


def test_a_name_on_the_page_is_text_and_never_markup(client: Client, cast: Cast) -> None:
    one = an_indicator(cast, name="<b>Bold</b>", source="<i>x</i>")
    a_reading(one, "2026-07-01", note="<script>1</script>")
    client.force_login(cast.olive)
    said = page(client, one.get_absolute_url()) + page(client, f"/plans/{cast.plan.pk}/indicators/")
    assert "<script>1" not in said
    assert "<b>Bold" not in said


@pytest.mark.parametrize("period", ["2026-13-45", "nonsense", ""])
def test_a_bent_address_is_no_error(client: Client, cast: Cast, period: str) -> None:
    one = an_indicator(cast)
    client.force_login(cast.olive)
    assert client.get(f"/indicators/{one.pk}/readings/add/?period={period}").status_code == 200


def test_the_history_tells_what_was_measured_and_given(client: Client, cast: Cast) -> None:
    one = an_indicator(cast)
    a_reading(one, "2026-07-01", 12, by=cast.colin.pk)
    client.force_login(cast.olive)
    said = page(client, f"/history/indicator/{one.pk}/")
    assert "Who gives the figure" in said
    assert "Northshire Police" in said
    assert "12" in said
