"""What a file's marks mean is asked once and remembered for its plan."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from plans.imports.operations import receive_upload, tell_legend
from plans.imports.rules.files import Upload
from plans.imports.rules.questions import questions_in
from plans.models import LegendEntry, PlanImport
from tests.cast import Cast

TEXT = (
    "No.,Action,Timescale,Led By,RAG\n1,Open a café.,May 2027,Police,G\n2,Write a leaflet.,May 2027,Police,R\n"
    "3,Ring back.,May 2027,Police,zzz\n4,Count calls.,May 2027,Police,Complete\n"
)


def sent(cast: Cast, text: str = TEXT) -> PlanImport:
    return receive_upload(plan=cast.plan, upload=Upload("plan.csv", text.encode(), 2027), by=cast.olive.pk)


def standings(kept: PlanImport) -> list[tuple[str, str]]:
    return [(row.fields["delivery_state"], row.fields["confidence"]) for row in kept.rows.order_by("position")]


def say(client: Client, kept: PlanImport, **answers: str) -> object:
    return client.post(f"/plans/{kept.plan_id}/import/{kept.pk}/legend/", answers, follow=True)


def test_colours_and_strange_words_are_asked_about_and_plain_words_are_not(cast: Cast) -> None:
    questions = questions_in(sent(cast).reading)
    assert [(one.mark, one.meaning, one.agreed) for one in questions] == [
        ("green", "", False),
        ("red", "off_track", False),
        ("zzz", "", False),
    ]


def test_the_answer_is_used_for_all_rows(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    say(client, kept, m0="complete", m1="not_started", m2="at_risk")
    assert standings(kept) == [("complete", ""), ("not_started", ""), ("in_progress", "at_risk"), ("complete", "")]


def test_a_mark_may_say_nothing_of_how_far_it_has_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    say(client, kept, m0="complete", m1="nothing", m2="nothing")
    assert standings(kept)[1:3] == [("not_started", ""), ("not_started", "")]


def test_an_answer_that_is_missing_is_asked_for(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    page = say(client, sent(cast), m0="complete", m1="", m2="nothing").content.decode()
    assert "Choose what red means" in page
    assert not LegendEntry.objects.exists()


def test_the_next_file_of_the_plan_knows_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    say(client, sent(cast), m0="complete", m1="not_started", m2="at_risk")
    again = sent(cast, TEXT.replace("café", "garden"))
    assert standings(again)[0] == ("complete", "")
    assert all(one.agreed for one in questions_in(again.reading))


def test_what_the_next_file_says_itself_goes_before_what_is_remembered(cast: Cast) -> None:
    tell_legend(plan_import=sent(cast), meanings={"green": "complete", "red": "not_started"}, by=cast.olive.pk)
    again = sent(cast, "Key: G = on track; R = off track\n" + TEXT)
    assert standings(again)[:2] == [("in_progress", "on_track"), ("in_progress", "off_track")]


def test_another_plan_knows_nothing_of_it(cast: Cast) -> None:
    tell_legend(plan_import=sent(cast), meanings={"green": "complete"}, by=cast.olive.pk)
    upload = Upload("plan.csv", TEXT.encode(), 2027)
    other = receive_upload(plan=cast.other_plan, upload=upload, by=cast.otto.pk)
    assert standings(other)[0] == ("not_started", "")


@pytest.mark.parametrize("told", [[], ["--legend", "green=on_track"]])
def test_the_command_reads_as_the_pages_do(cast: Cast, tmp_path: Path, told: list[str]) -> None:
    tell_legend(plan_import=sent(cast), meanings={"green": "complete", "red": "not_started"}, by=cast.olive.pk)
    file = tmp_path / "plan.csv"
    file.write_text(TEXT)
    said = StringIO()
    call_command("import_plan", str(file), "--area", cast.area.slug, "--json", *told, stdout=said)
    first, second, *_ = json.loads(said.getvalue())["actions"]
    assert first["state"] == ("in_progress" if told else "complete")
    assert second["state"] == "not_started"
