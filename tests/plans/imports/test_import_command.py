"""``manage.py import_plan`` shows the reading and brings it in when asked."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.models import Action, Plan, PlanImport
from tests.cast import Cast
from tests.plans.imports.uploads import CSV


@pytest.fixture
def paper(tmp_path: Path) -> str:
    """Write the small CSV plan to a file."""
    path = tmp_path / "plan.csv"
    path.write_text(CSV)
    return str(path)


def _run(*words: str) -> str:
    out = StringIO()
    call_command("import_plan", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_dry_run_prints_how_each_row_was_read_and_saves_nothing(cast: Cast, paper: str) -> None:
    before = Action.objects.count()
    printed = _run(paper, "--area", "northshire")
    assert "1.1  Open a crisis café in the evening." in printed
    assert "we read this as: 31 March 2027" in printed
    assert (Action.objects.count(), PlanImport.objects.count()) == (before, 0)


def test_json_has_the_keys_that_tools_read(cast: Cast, paper: str) -> None:
    reading = json.loads(_run(paper, "--area", "northshire", "--json"))
    assert {"actions", "left_out", "warnings"} <= set(reading)
    keys = {"number", "action", "timescale", "kind", "start", "due", "lead_text", "lead", "partners", "theme"}
    assert keys | {"standards", "outcome", "progress", "state", "confidence"} <= set(reading["actions"][0])


def test_apply_brings_the_rows_into_the_plan_in_draft(cast: Cast, paper: str) -> None:
    _run(paper, "--area", "northshire", "--apply")
    assert Action.objects.get(text__contains="crisis café").plan == cast.plan


def test_an_area_that_never_had_a_plan_gets_a_draft(cast: Cast, paper: str) -> None:
    Action.objects.all().delete()
    Plan.objects.all().delete()
    _run(paper, "--area", "northshire", "--plan-year", "2026", "--apply")
    assert Plan.objects.get().title == "Northshire crisis care action plan"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere.docx", "--area", "northshire"), "cannot be read"),
        (("{paper}", "--area", "atlantis"), "There is no area “atlantis”"),
        (("{paper}", "--area", "northshire", "--legend", "red=bad"), "is not a colour and a meaning"),
    ],
)
def test_bad_input_gets_a_sentence(cast: Cast, paper: str, words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        _run(*[paper if word == "{paper}" else word for word in words])


def test_a_published_plan_is_not_added_to(cast: Cast, paper: str) -> None:
    Plan.objects.update(workflow_state="published", published_on=cast.today)
    with pytest.raises(CommandError, match="has no plan in draft"):
        _run(paper, "--area", "northshire", "--apply")


def test_a_legend_says_what_the_colours_mean(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "rag.csv"
    path.write_text("No.,Action,Timescale,Led By,RAG\n1,Open a café.,March 2027,Police,Green\n")
    reading = json.loads(_run(str(path), "--area", "northshire", "--legend", "green=complete", "--json"))
    assert reading["actions"][0]["state"] == "complete"
