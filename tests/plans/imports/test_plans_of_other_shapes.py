"""Plans of other shapes than any known one are read by meaning."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from plans.imports.rules.files import read_file
from tests.samples.build import SAMPLES


@cache
def read(name: str) -> dict[str, Any]:
    return read_file(name, SAMPLES[name]())


def column(name: str, key: str) -> list[Any]:
    return [action[key] for action in read(name)["actions"]]


def left_out(name: str) -> dict[str, str]:
    return {left["text"]: left["why"] for left in read(name)["left_out"]}


@pytest.mark.parametrize(
    ("name", "year", "count"),
    [
        ("headings-and-tables.docx", 2016, 4),
        ("merged-milestones.docx", 2015, 4),
        ("colours-in-the-number-column.docx", 2017, 4),
        ("standards-and-statements.docx", 2018, 3),
        ("workbook-of-sheets.xlsx", 2019, 4),
        ("workbook-by-section.xlsx", 2021, 3),
        ("table-as-csv.csv", 2022, 2),
        ("completed-appendix.docx", 2015, 4),
    ],
)
def test_the_actions_are_counted_and_the_year_is_told_from_the_file(name: str, year: int, count: int) -> None:
    assert (read(name)["plan_year"], len(read(name)["actions"])) == (year, count)


class TestHeadingsAndTables:
    name = "headings-and-tables.docx"

    def test_a_heading_before_a_table_is_its_theme(self) -> None:
        assert (
            column(self.name, "theme")
            == ["Access to support before crisis point"] * 2 + ["Urgent and emergency access to crisis care"] * 2
        )

    def test_questions_at_the_head_of_columns_are_understood(self) -> None:
        found = [(one["heading"], one["meaning"]) for one in read(self.name)["columns"]]
        assert found[1:4] == [
            ("Who will do it?", "Led by"),
            ("When will it be done?", "Timescale"),
            ("What difference will it make?", "Outcome"),
        ]

    def test_words_in_the_status_column_give_state_and_confidence(self) -> None:
        assert column(self.name, "state") == ["in_progress", "not_started", "complete", "in_progress"]
        assert column(self.name, "confidence") == [None, None, None, "on_track"]

    def test_a_table_without_a_heading_row_goes_on_from_the_one_before(self) -> None:
        assert column(self.name, "lead")[2:] == ["Mental health trust", "Police"]


class TestMergedMilestones:
    name = "merged-milestones.docx"

    def test_rows_under_a_merged_action_add_to_it(self) -> None:
        action = read(self.name)["actions"][0]
        assert (action["lead"], action["partners"]) == ("Ambulance Service", ["Police"])
        assert [one["due"] for one in action["milestones"]] == ["2015-06-30", "2015-10-31"]

    def test_a_numbered_title_in_the_number_and_action_cells_is_a_theme(self) -> None:
        assert column(self.name, "theme") == ["Working together"] * 2 + ["Helping people sooner"] * 2
        assert column(self.name, "theme_number") == ["1", "1", "2", "2"]

    def test_a_star_marks_a_new_action_and_is_no_part_of_its_number(self) -> None:
        assert column(self.name, "number") == ["1.1", "1.2", "2.1", "2.2"]
        assert column(self.name, "is_new") == [False, True, False, False]

    def test_a_struck_action_is_withdrawn_with_a_warning(self) -> None:
        action = read(self.name)["actions"][2]
        assert action["state"] == "withdrawn"
        assert "struck through" in action["warnings"][0]

    def test_a_report_that_begins_with_done_completes_the_action(self) -> None:
        assert (column(self.name, "state")[3], column(self.name, "rag")[3]) == ("complete", "")


class TestColours:
    name = "colours-in-the-number-column.docx"

    def test_a_key_of_colours_is_found_and_used(self) -> None:
        assert column(self.name, "state") == ["complete", "in_progress", "in_progress", "withdrawn"]
        assert column(self.name, "confidence") == [None, "at_risk", "off_track", None]

    def test_the_key_itself_is_left_out(self) -> None:
        assert left_out(self.name)["Some risk"] == "the key to the colours"

    def test_a_heading_over_two_lines_is_read_as_one(self) -> None:
        heads = [one["heading"] for one in read(self.name)["columns"]]
        assert heads == ["Action Number", "Key actions", "Time scale", "Responsible agency", "Key outcomes"]

    def test_numbers_of_any_fashion_are_kept_as_printed(self) -> None:
        assert column(self.name, "number") == ["1:a", "1:b", "1:c", "1:d"]


class TestStandards:
    name = "standards-and-statements.docx"

    def test_codes_link_actions_to_standards(self) -> None:
        assert column(self.name, "standards") == [["A1"], ["B6", "B9"], ["B13"]]

    def test_statements_and_text_across_the_table_are_left_out(self) -> None:
        whys = left_out(self.name)
        assert "I-statement" in whys["I can find help close to home, at any hour"]
        assert any("about the plan" in why for text, why in whys.items() if text.startswith("We will publish"))

    def test_a_list_and_a_table_in_a_cell_keep_their_lines(self) -> None:
        assert column(self.name, "action")[:2] == [
            "Run listening cafés:\n• north\n• south",
            "Place a nurse in the control room.\nShift – 18:00–02:00",
        ]

    def test_a_mark_before_a_comment_is_parted_from_it(self) -> None:
        first = read(self.name)["actions"][0]
        assert (first["rag"], first["progress"], first["confidence"]) == ("R", "no venue yet", "off_track")

    def test_a_body_leads_rather_than_the_person_named_beside_it(self) -> None:
        first = read(self.name)["actions"][0]
        assert first["lead"] == "CCG"
        assert "Jane Smith" in first["warnings"][0]

    def test_words_about_one_patient_are_warned_about(self) -> None:
        assert any("patient" in warning for warning in column(self.name, "warnings")[2])


class TestWorkbookOfSheets:
    name = "workbook-of-sheets.xlsx"

    def test_the_sheet_of_completed_actions_completes_them(self) -> None:
        assert column(self.name, "state") == ["in_progress", "in_progress", "in_progress", "complete"]

    def test_the_files_own_legend_is_used(self) -> None:
        assert column(self.name, "confidence") == ["on_track", "at_risk", "off_track", None]

    def test_a_merged_theme_holds_for_each_of_its_rows(self) -> None:
        assert column(self.name, "theme")[:2] == ["Quality of treatment and care when in crisis"] * 2

    def test_days_are_read_as_days(self) -> None:
        assert column(self.name, "due") == ["2019-06-30", "2019-09-30", "2020-03-31", "2018-03-31"]

    def test_the_title_and_the_note_are_left_out(self) -> None:
        assert {"Ouseby crisis care partnership", "Note: figures are provisional."} <= set(left_out(self.name))


def test_a_sheet_for_each_section_gives_its_name_as_theme() -> None:
    themes = column("workbook-by-section.xlsx", "theme")
    assert themes == ["Access to support before crisis point"] * 2 + ["Recovery"]


def test_objectives_become_sub_headings() -> None:
    assert column("workbook-by-section.xlsx", "heading")[2] == "Staying well"


def test_two_trusts_without_names_have_no_single_lead() -> None:
    assert column("workbook-by-section.xlsx", "lead")[2] is None


def test_start_and_end_in_two_columns_make_one_timescale() -> None:
    action = read("table-as-csv.csv")["actions"][0]
    assert (action["kind"], action["start"], action["due"]) == ("period", "2022-04-01", "2022-09-30")


def test_partners_may_have_a_column_of_their_own() -> None:
    assert column("table-as-csv.csv", "partners")[0] == ["Council", "Trust"]


def test_green_without_a_legend_is_asked_about_and_not_guessed() -> None:
    assert column("table-as-csv.csv", "state") == [None, None]
    assert "what green means" in read("table-as-csv.csv")["warnings"][0]


def test_an_appendix_of_completed_actions_completes_them() -> None:
    assert column("completed-appendix.docx", "state") == [None, None, None, "complete"]


def test_text_that_runs_on_to_the_next_row_is_joined() -> None:
    assert column("completed-appendix.docx", "outcome")[1] == "3. Fewer disputes"


def test_an_action_that_says_new_is_new() -> None:
    action = read("completed-appendix.docx")["actions"][1]
    assert (action["action"], action["is_new"]) == ("Agree an escalation route.", True)
