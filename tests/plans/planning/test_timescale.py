"""Timescales as officers write them, and what the reader makes of each."""

from __future__ import annotations

from datetime import date

import pytest

from plans.planning.rules.timescale import Precision, TimescaleKind, read_timescale

#: As written → kind, start, due, for a plan whose year begins in April 2015.
FORMS = [
    # months and years
    ("June 2015", "date", None, "2015-06-30"),
    ("Sept. 2015", "date", None, "2015-09-30"),
    ("February '15", "date", None, "2015-02-28"),
    ("December ’14", "date", None, "2014-12-31"),
    ("November ‘15", "date", None, "2015-11-30"),
    ("December 15", "date", None, "2015-12-31"),
    ("Dec-15", "date", None, "2015-12-31"),
    ("3/2016", "date", None, "2016-03-31"),
    ("April 2015/16", "date", None, "2015-04-30"),
    ("March 2015/16", "date", None, "2016-03-31"),
    ("February 2016", "date", None, "2016-02-29"),
    ("May", "date", None, "2015-05-31"),
    ("End March", "date", None, "2016-03-31"),
    ("2015-06", "date", None, "2015-06-30"),
    # days
    ("26th May 2015", "date", None, "2015-05-26"),
    ("Monday 4 May 2015", "date", None, "2015-05-04"),
    ("May 26th, 2015", "date", None, "2015-05-26"),
    ("1st of June 2015", "date", None, "2015-06-01"),
    ("31/03/16", "date", None, "2016-03-31"),
    ("31.3.2016", "date", None, "2016-03-31"),
    ("03/31/2016", "date", None, "2016-03-31"),
    ("15-Dec-15", "date", None, "2015-12-15"),
    ("15-Dec", "date", None, "2015-12-15"),
    ("2015-12-31", "date", None, "2015-12-31"),
    ("2015-12-31 00:00:00", "date", None, "2015-12-31"),
    ("42094", "date", None, "2015-03-31"),
    ("31st June 2015", "date", None, "2015-06-30"),
    ("Easter 2016", "date", None, "2016-03-27"),
    ("by Christmas", "date", None, "2015-12-25"),
    # last days
    ("by March 2016", "date", None, "2016-03-31"),
    ("End of March 2016", "date", None, "2016-03-31"),
    ("No later than 1st June 2015", "date", None, "2015-06-01"),
    ("To be completed by March 2016", "date", None, "2016-03-31"),
    ("Complete by end of March 2015", "date", None, "2015-03-31"),
    ("before April 2016", "date", None, "2016-03-31"),
    ("by autumn 2015", "date", None, "2015-11-30"),
    ("end of 2015/16", "date", None, "2016-03-31"),
    ("by end of financial year", "date", None, "2016-03-31"),
    ("year end", "date", None, "2016-03-31"),
    ("mid 2015", "date", None, "2015-06-30"),
    ("by 2016", "date", None, "2016-12-31"),
    ("TBC - March 2016", "date", None, "2016-03-31"),
    # quarters
    ("Q1", "date", None, "2015-06-30"),
    ("Q4", "date", None, "2016-03-31"),
    ("Q3 2015/16", "date", None, "2015-12-31"),
    ("Q3 15-16", "date", None, "2015-12-31"),
    ("2015/16 Q3", "date", None, "2015-12-31"),
    ("Quarter 3", "date", None, "2015-12-31"),
    ("third quarter of 2015/16", "date", None, "2015-12-31"),
    ("Q4 2015/16 (Jan – Mar 2016)", "date", None, "2016-03-31"),
    ("end of Q2 2016/17", "date", None, "2016-09-30"),
    ("Q1-Q3", "period", "2015-04-01", "2015-12-31"),
    # years, halves and seasons
    ("2015/16", "period", "2015-04-01", "2016-03-31"),
    ("15-16", "period", "2015-04-01", "2016-03-31"),
    ("2014/2015/16", "period", "2015-04-01", "2016-03-31"),
    ("FY 2015-16", "period", "2015-04-01", "2016-03-31"),
    ("2015-18", "period", "2015-04-01", "2018-03-31"),
    ("2014/15 - 2016/17", "period", "2014-04-01", "2017-03-31"),
    ("2014", "period", "2014-01-01", "2014-12-31"),
    ("early 2016", "period", "2016-01-01", "2016-03-31"),
    ("late 2015", "period", "2015-10-01", "2015-12-31"),
    ("Spring 2015", "period", "2015-03-01", "2015-05-31"),
    ("Winter 2015/16", "period", "2015-12-01", "2016-02-29"),
    ("Summer", "period", "2015-06-01", "2015-08-31"),
    ("H1 2015/16", "period", "2015-04-01", "2015-09-30"),
    ("first half of 2015/16", "period", "2015-04-01", "2015-09-30"),
    ("second half of 2016", "period", "2016-07-01", "2016-12-31"),
    # spans and starts
    ("April 2015 - 2016", "period", "2015-04-01", "2016-12-31"),
    ("April–June 2015", "period", "2015-04-01", "2015-06-30"),
    ("March/April 2015", "period", "2015-03-01", "2015-04-30"),
    ("from April 2015 to March 2016", "period", "2015-04-01", "2016-03-31"),
    ("between May and July 2015", "period", "2015-05-01", "2015-07-31"),
    ("1-31 March 2016", "period", "2016-03-01", "2016-03-31"),
    ("Sept 15 - Mar 16", "period", "2015-09-01", "2016-03-31"),
    ("November to February 2016", "period", "2015-11-01", "2016-02-29"),
    ("Start April 2015, complete March 2016", "period", "2015-04-01", "2016-03-31"),
    ("Planned to commence April 2015", "period", "2015-04-01", None),
    ("after April 2016", "period", "2016-04-01", None),
    ("April 2015 onwards", "ongoing", "2015-04-01", None),
    # states
    ("Ongoing", "ongoing", None, None),
    ("On-going", "ongoing", None, None),
    ("In place", "ongoing", None, None),
    ("In place since 2012", "ongoing", "2012-01-01", None),
    ("Monthly", "ongoing", None, None),
    ("24/7", "ongoing", None, None),
    ("Ongoing - review March 2016", "ongoing", None, None),
    ("Ongoing until March 2016", "date", None, "2016-03-31"),
    ("Complete", "done", None, None),
    ("Completed March 2015", "done", None, "2015-03-31"),
    ("October 2014 (complete)", "done", None, "2014-10-31"),
    # conditions, references, nothing
    ("as strategies are reviewed, no later than April 2016", "conditional", None, "2016-04-30"),
    ("Subject to funding", "conditional", None, None),
    ("as outlined in X plan", "external", None, None),
    ("See the JSNA", "external", None, None),
    ("", "unset", None, None),
    (" – ", "unset", None, None),
    ("TBC", "unset", None, None),
    ("TO BE AGREED", "unset", None, None),
    ("Not complete", "unset", None, None),
    ("Immediate", "unset", None, None),
    ("within 6 months", "unset", None, None),
    ("16-17 year olds", "unset", None, None),
    ("May be agreed later", "unset", None, None),
    ("Mental Health Act 1983", "unset", None, None),
    # several values
    ("Q1 Q3", "date", None, "2015-12-31"),
    ("Q1 & Q3 2015/16", "date", None, "2015-12-31"),
    ("April, June and September 2015", "date", None, "2015-09-30"),
    ("March 2015 revised to June 2015", "date", None, "2015-06-30"),
    ("31 March 2016 (Q4 2015/16)", "date", None, "2016-03-31"),
]


@pytest.mark.parametrize(("text", "kind", "start", "due"), FORMS)
def test_a_written_form_is_read_as_a_careful_person_would(
    text: str, kind: str, start: str | None, due: str | None
) -> None:
    found = read_timescale(text, plan_year=2015)
    days = [day and day.isoformat() for day in (found.start, found.due)]
    assert [found.kind.value, *days] == [kind, start, due]


def test_the_reading_says_the_last_day_and_what_was_written() -> None:
    assert read_timescale("March 2016").reading == "31 March 2016 (by the end of March 2016)"


def test_a_reading_of_something_ongoing_says_that_it_has_no_end() -> None:
    assert read_timescale("Ongoing").reading == "ongoing: no end date"


def test_several_values_become_milestones_with_their_own_words() -> None:
    found = read_timescale("Phase 1: June 2015\nPhase 2: December 2015")
    assert [(one.text, one.due) for one in found.milestones] == [
        ("Phase 1: June 2015", date(2015, 6, 30)),
        ("Phase 2: December 2015", date(2015, 12, 31)),
    ]


def test_one_value_is_no_milestone() -> None:
    assert read_timescale("31 March 2016 (Q4 2015/16)").milestones == ()


def test_a_month_with_two_digits_is_warned_about() -> None:
    assert read_timescale("December 15").warnings == ("December 15 may be a day or a year",)


def test_a_bare_year_is_warned_about() -> None:
    assert read_timescale("2014").warnings == ("2014 may be a calendar year or a financial year",)


def test_a_bare_quarter_without_a_plan_year_is_not_guessed() -> None:
    found = read_timescale("Q2")
    assert (found.kind, found.due) == (TimescaleKind.UNSET, None)
    assert found.warnings == ("No year is written, so no date could be read",)


def test_words_that_are_not_understood_are_kept_and_warned_about() -> None:
    found = read_timescale("When the moon is blue-ish, Doris says", plan_year=2015)
    assert found.text == "When the moon is blue-ish, Doris says"
    assert read_timescale("Doris").warnings == ("No date could be read here; the words are kept",)


def test_the_precision_is_that_of_the_last_day() -> None:
    precise = [read_timescale(text, plan_year=2015).precision for text in ("Q1", "1 May 2015", "TBC")]
    assert precise == [Precision.QUARTER, Precision.DAY, None]
