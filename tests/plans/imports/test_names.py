"""Whom a plan means by a word is said once and remembered for the plan."""

from django.test import Client

from plans.imports.operations import receive_upload
from plans.imports.rules.files import Upload
from plans.models import PlanAlias, PlanImport
from tests.cast import Cast

TEXT = (
    "No.,Action,Timescale,Led By\n1,Open a café.,May 2027,NTX\n2,Write a leaflet.,May 2027,NTX / Police\n"
    "3,Ring back.,May 2027,Police\n4,Count calls.,May 2027,Zebra\n"
)


def sent(cast: Cast, text: str = TEXT) -> PlanImport:
    return receive_upload(plan=cast.plan, upload=Upload("plan.csv", text.encode(), 2027), by=cast.olive.pk)


def leads(kept: PlanImport) -> list[int | None]:
    return [row.fields["lead_id"] for row in kept.rows.order_by("position")]


def test_a_word_is_known_in_all_rows_once_somebody_said_whom_it_means(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/names/", {"w0": cast.trust.pk, "w1": ""})
    assert leads(kept) == [cast.trust.pk, cast.trust.pk, cast.police.pk, None]
    assert not any("NTX" in warning for row in kept.rows.all() for warning in row.warnings)


def test_the_commonest_word_is_asked_about_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    page = client.get(f"/plans/{cast.plan.pk}/import/{sent(cast).pk}/names/").content.decode()
    assert 0 < page.index("Who is “NTX”?") < page.index("Who is “Zebra”?")
    assert "Who is “Police”?" not in page


def test_the_next_file_of_the_plan_knows_the_word(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    client.post(f"/plans/{cast.plan.pk}/import/{sent(cast).pk}/names/", {"w0": cast.trust.pk, "w1": ""})
    assert leads(sent(cast, TEXT.replace("café", "garden")))[0] == cast.trust.pk


def test_a_row_says_it_for_all_rows_like_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    here = f"/plans/{cast.plan.pk}/import/{kept.pk}/rows/1/"
    form = client.get(here).context["form"]
    data = {name: "" if value is None else value for name, value in form.initial.items()}
    client.post(here, {**data, "lead": cast.trust.pk, "remember": "on"})
    assert leads(kept)[:2] == [cast.trust.pk, cast.trust.pk]
    assert PlanAlias.objects.get().written == "NTX"


def test_without_the_tick_only_the_one_row_changes(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    here = f"/plans/{cast.plan.pk}/import/{kept.pk}/rows/1/"
    form = client.get(here).context["form"]
    data = {name: "" if value is None else value for name, value in form.initial.items()}
    client.post(here, {**data, "lead": cast.trust.pk})
    assert leads(kept)[:2] == [cast.trust.pk, None]
    assert not PlanAlias.objects.exists()


def test_a_row_that_was_corrected_stays_as_it_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    kept.rows.filter(position=2).update(corrected=True)
    client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/names/", {"w0": cast.trust.pk, "w1": ""})
    assert leads(kept)[:2] == [cast.trust.pk, None]


def test_a_word_is_given_another_meaning_or_forgotten(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    here = f"/plans/{cast.plan.pk}/import/{kept.pk}/names/"
    client.post(here, {"w0": cast.trust.pk, "w1": ""})
    assert "What you said before" in client.get(here).content.decode()
    client.post(here, {"w0": "", "k0": cast.council.pk})
    assert leads(kept)[0] == cast.council.pk
    client.post(here, {"w0": "", "k0": ""})
    assert leads(kept)[0] is None
    assert not PlanAlias.objects.exists()
