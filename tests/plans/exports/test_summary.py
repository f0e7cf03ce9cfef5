"""The national summary: eight parts, five formats, the same bytes of a frozen quarter for good."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from areas.models import Declaration, Signatory
from concordat.periods import read_quarter
from plans.exports.operations.summary import summary_bytes
from plans.exports.queries.summary import facts_of, facts_today, frozen_quarter
from plans.exports.rules.summary import Facts, Part
from plans.exports.rules.summary_files import SummaryFormat
from plans.exports.rules.summary_tables import tables_of
from plans.models import Action, Indicator, Plan, PublishedBeside, PublishedQuarter, Reading
from plans.rollups.operations import correct_quarter, freeze_quarter, publish_quarter, refresh_plans
from plans.rollups.queries.manifest import not_as_frozen
from tests.cast import Cast
from tests.plans.dashboards.country import grow
from tests.plans.exports.files import taken

Q1, Q2 = read_quarter("2026-27-Q1"), read_quarter("2026-27-Q2")
FORMATS = list(SummaryFormat)


@pytest.fixture
def frozen(cast: Cast) -> Iterator[PublishedQuarter]:
    """Freeze and publish two quarters; between them an action is finished."""
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        grow(cast.region, 3, cast.today)
        declaration = Declaration.objects.create(
            partnership=cast.partnership, status="signed", signed_on=date(2026, 5, 1), text="Together."
        )
        Signatory.objects.create(declaration=declaration, organisation=cast.police, signed_on=date(2026, 5, 1))
        with time_machine.travel(datetime(2026, 4, 2, 12, tzinfo=UTC)):
            one = Indicator.objects.create(partnership=cast.partnership, name="Calls", next_due=date(2026, 7, 28))
            Reading.objects.create(indicator=one, began=date(2026, 1, 1), ended=date(2026, 3, 31), value=1200)
        freeze_quarter(quarter=Q1, as_at=Q1.end, by=cast.ana.pk)
        publish_quarter(quarter=Q1, revision=1, by=cast.ana.pk)
        freeze_quarter(quarter=Q2, as_at=Q2.end, by=cast.ana.pk)
        publish_quarter(quarter=Q2, revision=1, by=cast.ana.pk)
        found = frozen_quarter(str(Q2), None)
        assert found is not None
        yield found


def rows_of(facts: Facts, name: str) -> list[tuple[Any, ...]]:
    return list(next(one for one in tables_of(facts) if one.name == name).rows)


def test_today_s_summary_has_all_of_its_parts(cast: Cast, frozen: PublishedQuarter) -> None:
    for facts in (facts_today(cast.today), facts_of(frozen)):
        assert {one.part for one in tables_of(facts)} == set(Part) - {Part.METHOD}


@pytest.mark.parametrize("form", FORMATS)
def test_a_frozen_quarter_is_the_same_file_whatever_happens_afterwards(
    cast: Cast, frozen: PublishedQuarter, form: SummaryFormat
) -> None:
    before = summary_bytes(facts_of(frozen), form)
    Action.objects.filter(plan=cast.plan).update(delivery_state="complete")
    Indicator.objects.update(name="Renamed", target=99)
    Signatory.objects.update(withdrawn_on=date(2026, 5, 2))
    Plan.objects.filter(pk=cast.plan.pk).update(title="Renamed")
    refresh_plans(None, cast.today)
    correct_quarter(quarter=Q1, revision=1, as_at=Q2.end, reason="Reported late.", by=cast.ana.pk)
    publish_quarter(quarter=Q1, revision=2, by=cast.ana.pk)
    with time_machine.travel(datetime(2027, 11, 23, 12, tzinfo=UTC)):
        assert summary_bytes(facts_of(frozen_quarter(str(Q2), 1) or frozen), form) == before


def test_regions_add_up_to_england(cast: Cast, frozen: PublishedQuarter) -> None:
    for facts in (facts_today(cast.today), facts_of(frozen)):
        for name in ("actions_by_region", "gaps_by_region", "ages"):
            *regions, (nation, *sums) = rows_of(facts, name)
            assert nation == "England"
            assert sums == [sum(row[at] for row in regions) for at in range(1, len(sums) + 1)]


def test_every_area_stands_once_and_in_one_stage(cast: Cast, frozen: PublishedQuarter) -> None:
    facts = facts_today(cast.today)
    areas = rows_of(facts, "areas")
    assert len({row[1] for row in areas}) == len(areas) == 5
    assert sum(row[1] for row in rows_of(facts, "stages")) == 5
    assert rows_of(facts, "coverage_by_region")[-1][:2] == ("England", 5)


def test_a_small_count_of_people_is_not_shown(cast: Cast, frozen: PublishedQuarter) -> None:
    for name, of_people, value in (("Held in a cell", True, 3), ("Beds", False, 3), ("Detained", True, 40)):
        one = Indicator.objects.create(
            partnership=cast.partnership, name=name, of_people=of_people, next_due=date(2027, 1, 28)
        )
        Reading.objects.create(indicator=one, began=date(2026, 7, 1), ended=date(2026, 9, 30), value=value)
    facts = facts_today(cast.today)
    assert {row[0]: row[4] for row in rows_of(facts, "indicators")} == {
        "Calls": "1,200",
        "Held in a cell": "1 to 4, not shown",
        "Beds": "3",
        "Detained": "40",
    }
    assert '"3.0000"' not in summary_bytes(facts, SummaryFormat.JSON).decode()


def test_what_is_meant_for_partners_is_in_no_file(cast: Cast, frozen: PublishedQuarter) -> None:
    secret = "The trust will not pay"
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress", confidence="off_track", reason=secret, progress=secret
    )
    refresh_plans(None, cast.today)
    facts = facts_today(cast.today)
    for form in (SummaryFormat.JSON, SummaryFormat.CSV, SummaryFormat.XLSX, SummaryFormat.DOCX):
        data = summary_bytes(facts, form)
        if form is not SummaryFormat.JSON:
            with zipfile.ZipFile(io.BytesIO(data)) as zipped:
                data = b"".join(zipped.read(name) for name in zipped.namelist())
        assert secret.encode() not in data


def test_a_name_that_begins_like_a_formula_runs_in_no_file(cast: Cast, frozen: PublishedQuarter) -> None:
    one = Indicator.objects.create(partnership=cast.partnership, name="=1+1", next_due=date(2027, 1, 28), source="@x")
    facts = facts_today(cast.today)
    with zipfile.ZipFile(io.BytesIO(summary_bytes(facts, SummaryFormat.CSV))) as zipped:
        told = zipped.read("indicators.csv").decode()
    assert "'=1+1" in told
    assert "'@x" in told
    book = load_workbook(io.BytesIO(summary_bytes(facts, SummaryFormat.XLSX)))
    cell = book["Indicators"]["A2"]
    assert (cell.value, cell.data_type) == (one.name, "s")


def test_the_workbook_has_a_sheet_a_table_with_charts_filters_and_words_about_it(
    cast: Cast, frozen: PublishedQuarter
) -> None:
    facts = facts_of(frozen)
    book = load_workbook(io.BytesIO(summary_bytes(facts, SummaryFormat.XLSX)))
    assert book.sheetnames[-2:] == ["Charts", "About this file"]
    assert len(book.sheetnames) == len(tables_of(facts)) + 2
    sheet = book["Actions by region"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:P{sheet.max_row}")
    assert len(book["Charts"]._charts) == sum(bool(one.chart and one.rows) for one in tables_of(facts))
    lines = [(row[0].value, row[1].value) for row in book["About this file"].iter_rows() if row[0].value]
    about = dict(reversed(lines))  # of two lines of one name the first: those below it name columns
    assert about["Figures as at"] == "the end of 30 September 2026"
    assert about["Period"] == "July to September 2026"
    assert any("SHA-256" in str(words) for words in about)


def test_the_word_file_has_headings_in_order_and_header_rows(cast: Cast, frozen: PublishedQuarter) -> None:
    word = Document(io.BytesIO(summary_bytes(facts_of(frozen), SummaryFormat.DOCX)))
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))
    assert all("w:tblHeader" in table._tbl.xml for table in word.tables)


def test_the_pdf_says_that_it_keeps_to_pdf_ua_and_has_tags_a_title_and_a_language(
    cast: Cast, frozen: PublishedQuarter
) -> None:
    data = summary_bytes(facts_of(frozen), SummaryFormat.PDF)
    assert data.startswith(b"%PDF-1.7")
    for part in (b"pdfuaid:part", b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"/DisplayDocTitle true"):
        assert part in data


def test_the_json_names_every_table_and_column(cast: Cast, frozen: PublishedQuarter) -> None:
    told = json.loads(summary_bytes(facts_of(frozen), SummaryFormat.JSON))
    assert [one["name"] for one in told["tables"]] == [one.name for one in tables_of(facts_of(frozen))]
    assert all(len(row) == len(one["columns"]) for one in told["tables"] for row in one["rows"])


def test_change_is_told_against_the_quarter_before(cast: Cast, frozen: PublishedQuarter) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete")
    refresh_plans(None, cast.today)
    facts = facts_today(cast.today)
    assert facts.before_words == "July to September 2026"
    complete = next(row for row in rows_of(facts, "change") if row[0] == "Complete")
    assert complete[2] - complete[1] == complete[3]
    assert facts_of(frozen).before_words == "April to June 2026"


def test_an_analyst_finds_reads_and_takes_it(cast: Cast, frozen: PublishedQuarter, client: Client) -> None:
    client.force_login(cast.ana)
    listed = client.get("/exports/summary/").content.decode()
    assert "July to September 2026" in listed
    assert 'href="/exports/summary/2026-27-Q2-r1/"' in listed
    page = client.get("/exports/summary/2026-27-Q2-r1/").content.decode()
    assert "national summary, July to September 2026" in page
    assert "Actions by region" in page
    for form in FORMATS:
        assert taken(client, f"/exports/summary/2026-27-Q2-r1.{form.value}")


def test_a_quarter_without_a_number_is_its_newest_published_revision(
    cast: Cast, frozen: PublishedQuarter, client: Client
) -> None:
    correct_quarter(
        quarter=Q2, revision=1, as_at=cast.today - timedelta(days=1), reason="Reported late.", by=cast.ana.pk
    )
    client.force_login(cast.ana)
    assert client.get("/exports/summary/2026-27-Q2/").context["facts"].revision == 1
    publish_quarter(quarter=Q2, revision=2, by=cast.ana.pk)
    assert client.get("/exports/summary/2026-27-Q2/").context["facts"].revision == 2


def test_who_does_not_freeze_sees_no_unpublished_revision(cast: Cast, frozen: PublishedQuarter, client: Client) -> None:
    correct_quarter(
        quarter=Q2, revision=1, as_at=cast.today - timedelta(days=1), reason="Reported late.", by=cast.ana.pk
    )
    client.force_login(cast.adam)
    assert "revision 2" not in client.get("/exports/summary/").content.decode()
    assert client.get("/exports/summary/2026-27-Q2-r2/").status_code == 404
    assert client.get("/exports/summary/2026-27-Q2-r2.json").status_code == 404


@pytest.mark.parametrize("period", ["2026-27-Q5", "nonsense", "1999-00-Q1", "2026-27-Q2-r9", "2026-28-Q2"])
def test_a_period_that_is_not_there_is_not_found(
    cast: Cast, frozen: PublishedQuarter, client: Client, period: str
) -> None:
    client.force_login(cast.ana)
    assert client.get(f"/exports/summary/{period}/").status_code == 404
    assert client.get(f"/exports/summary/{period}.pdf").status_code == 404


def test_the_command_writes_the_same_file_as_the_page(
    cast: Cast, frozen: PublishedQuarter, client: Client, tmp_path: Path
) -> None:
    client.force_login(cast.ana)
    place = tmp_path / "summary.json"
    call_command("export", "summary", "--period", "2026-27-Q2", "--format", "json", "--out", str(place))
    assert place.read_bytes() == taken(client, "/exports/summary/2026-27-Q2-r1.json")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--period", "2026-27-Q3"], "no published figure of 2026-27-Q3"),
        (["--period", "last"], "Write the quarter like"),
        (["--format", "csv"], "Choose one of: pdf, docx"),
    ],
)
def test_the_command_says_what_to_do_and_leaves_nothing(
    cast: Cast, frozen: PublishedQuarter, tmp_path: Path, options: list[str], says: str
) -> None:
    place = tmp_path / "summary.pdf"
    with pytest.raises(CommandError, match=says):
        call_command("export", "summary", *options, "--out", str(place))
    assert not place.exists()


def test_what_stood_beside_the_figures_is_frozen_with_them(cast: Cast, frozen: PublishedQuarter) -> None:
    facts = facts_of(frozen)
    assert [row[:6] for row in rows_of(facts, "indicators")] == [
        ("Calls", "Northshire", "Number", "January to March 2026", "1,200", "")
    ]
    assert sum(row[2] for row in rows_of(facts, "signatories")) == 1
    assert rows_of(facts, "missing_core")[0][0] == "Northshire"


def test_a_reading_given_after_the_freeze_day_is_not_in_it(cast: Cast, frozen: PublishedQuarter) -> None:
    one = Indicator.objects.get(name="Calls")
    Reading.objects.create(indicator=one, began=date(2026, 7, 1), ended=date(2026, 9, 30), value=900)
    again = correct_quarter(
        quarter=Q2, revision=1, as_at=cast.today - timedelta(days=1), reason="Late.", by=cast.ana.pk
    )
    assert rows_of(facts_of(again), "indicators")[0][4] == "1,200"
    assert rows_of(facts_today(cast.today), "indicators")[0][4:6] == ("900", "down")


def test_a_quarter_frozen_without_them_says_so_and_is_still_as_frozen(cast: Cast, frozen: PublishedQuarter) -> None:
    with pgtrigger.ignore("plans.PublishedBeside:frozen_rows"):
        PublishedBeside.objects.filter(quarter=frozen).delete()
    assert not_as_frozen(frozen) == ["beside"]
    facts = facts_of(frozen)
    assert {Part.INDICATORS, Part.SIGNATORIES}.isdisjoint({one.part for one in tables_of(facts)})
    assert b"were not frozen with this quarter" in zipfile.ZipFile(
        io.BytesIO(summary_bytes(facts, SummaryFormat.DOCX))
    ).read("word/document.xml")
    del frozen.manifest["tables"]["beside"]  # as the manifest of an older quarter is
    assert not_as_frozen(frozen) == []
