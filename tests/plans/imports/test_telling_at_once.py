"""Two officers who say at once what a file means are both heard; where they disagree, both see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from plans.imports.operations import receive_upload
from plans.imports.queries.telling import aliases_of
from plans.imports.rules.asked import read_asked, write_asked
from plans.imports.rules.files import Upload
from plans.models import LegendEntry, PlanImport
from tests.cast import Cast

TEXT = (
    "No.,Action,Timescale,Led By,RAG\n1,Open a café.,May 2027,NTX,G\n2,Write a leaflet.,May 2027,NTX,R\n"
    "3,Ring back.,May 2027,Zebra,zzz\n"
)


@pytest.fixture
def kept(cast: Cast) -> PlanImport:
    return receive_upload(plan=cast.plan, upload=Upload("plan.csv", TEXT.encode(), 2027), by=cast.olive.pk)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, kept: PlanImport, which: str) -> dict[str, Any]:
    """Open the page and return what its form would send as it is."""
    form = client.get(f"/plans/{kept.plan_id}/import/{kept.pk}/{which}/").context["form"]
    return {name: "" if (value := form[name].value()) is None else value for name in form.fields}


def send(client: Client, kept: PlanImport, which: str, data: dict[str, Any]) -> Any:
    return client.post(f"/plans/{kept.plan_id}/import/{kept.pk}/{which}/", data)


def test_marks_that_two_name_at_once_are_both_kept(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    hers, mine = page(olive, kept, "legend"), page(leah, kept, "legend")
    send(olive, kept, "legend", {**hers, "m0": "complete", "m1": "off_track", "m2": "nothing"})
    answer = send(leah, kept, "legend", {**mine, "m0": "complete", "m1": "at_risk", "m2": "nothing"})
    assert answer.status_code == 302
    said = dict(LegendEntry.objects.order_by("mark").values_list("mark", "meaning"))
    assert said == {"green": "complete", "red": "at_risk", "zzz": "nothing"}


def test_a_mark_that_two_name_differently_is_shown_to_the_second(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    hers, mine = page(olive, kept, "legend"), page(leah, kept, "legend")
    send(olive, kept, "legend", {**hers, "m0": "complete", "m1": "off_track", "m2": "nothing"})
    answer = send(leah, kept, "legend", {**mine, "m0": "on_track", "m1": "off_track", "m2": "nothing"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Olive saved this import while you were writing" in words
    assert words.index("Not said") < words.index("Complete") < words.index("In progress and on track")
    assert LegendEntry.objects.get(mark="green").meaning == "complete"


def test_choosing_again_saves_what_the_second_wants(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    hers, mine = page(olive, kept, "legend"), page(leah, kept, "legend")
    send(olive, kept, "legend", {**hers, "m0": "complete", "m1": "off_track", "m2": "nothing"})
    form = send(leah, kept, "legend", {**mine, "m0": "on_track", "m2": "nothing"}).context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert send(leah, kept, "legend", again).status_code == 302
    assert LegendEntry.objects.get(mark="green").meaning == "on_track"


def test_a_word_is_never_taken_for_another_that_moved_up(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    hers, mine = page(olive, kept, "names"), page(leah, kept, "names")
    send(olive, kept, "names", {**hers, "w0": cast.trust.pk})
    answer = send(leah, kept, "names", {**mine, "w1": cast.council.pk})
    assert answer.status_code == 302
    assert aliases_of(kept.plan) == [("NTX", cast.trust.pk), ("Zebra", cast.council.pk)]


def test_a_word_that_two_take_differently_is_shown_to_the_second(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    hers, mine = page(olive, kept, "names"), page(leah, kept, "names")
    send(olive, kept, "names", {**hers, "w0": cast.trust.pk})
    answer = send(leah, kept, "names", {**mine, "w0": cast.council.pk, "w1": cast.police.pk})
    assert answer.status_code == 409
    assert "“NTX”" in answer.content.decode()
    assert aliases_of(kept.plan) == [("NTX", cast.trust.pk)]
    form = answer.context["form"]
    again = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    assert send(leah, kept, "names", again).status_code == 302
    assert aliases_of(kept.plan) == [("NTX", cast.council.pk), ("Zebra", cast.police.pk)]


def test_a_word_that_was_forgotten_meanwhile_is_not_brought_back(cast: Cast, kept: PlanImport) -> None:
    olive, leah = signed_in(cast.olive), signed_in(cast.leah)
    send(olive, kept, "names", {**page(olive, kept, "names"), "w0": cast.trust.pk})
    hers, mine = page(olive, kept, "names"), page(leah, kept, "names")
    send(olive, kept, "names", {**hers, "k0": ""})
    send(leah, kept, "names", {**mine, "w0": cast.police.pk})
    assert aliases_of(kept.plan) == [("Zebra", cast.police.pk)]


def test_a_word_whose_organisation_has_left_since_does_not_move_the_others(cast: Cast, kept: PlanImport) -> None:
    olive = signed_in(cast.olive)
    send(olive, kept, "names", {**page(olive, kept, "names"), "w0": cast.trust.pk, "w1": cast.council.pk})
    mine = page(olive, kept, "names")
    cast.partnership.memberships_of.filter(organisation=cast.trust).delete()
    send(olive, kept, "names", {**mine, "k1": cast.police.pk})
    assert aliases_of(kept.plan) == [("NTX", cast.trust.pk), ("Zebra", cast.police.pk)]


def test_a_number_that_is_none_is_no_organisation(cast: Cast, kept: PlanImport) -> None:
    answer = send(signed_in(cast.olive), kept, "names", {"asked": write_asked([("NTX", "²")]), "w0": cast.trust.pk})
    assert (answer.status_code, aliases_of(kept.plan)) == (302, [("NTX", cast.trust.pk)])


@pytest.mark.parametrize(
    "text", ["", "nonsense", "{}", "[1]", '[["a"]]', '[["", "x"]]', '[["a\\u0000", ""]]', "[" * 3000, '[["a", 1]]']
)
def test_what_no_page_of_ours_asked_is_passed_over(text: str) -> None:
    assert read_asked(text) == []


def test_what_was_asked_comes_back_as_it_was() -> None:
    asked = [("“G” or 'g'", "complete"), ("é", "")]
    assert read_asked(write_asked(asked)) == asked
