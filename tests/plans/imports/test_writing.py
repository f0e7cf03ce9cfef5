"""Text that came over badly from a file is warned about, and left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.imports.rules.proposal import propose
from plans.imports.rules.writing import writing_warnings
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Review how policeOfficers are trained", "policeOfficers"),
        ("Agree the protocol.Train all staff", "protocol.Train"),
        ("Share the list (weekly)Then review", "weekly)Then"),
        ("Open a mentalhealthcrisisassessmentsuite", "mentalhealthcrisisassessmentsuite"),
    ],
)
def test_words_that_are_glued_together_are_named(text: str, named: str) -> None:
    assert f"Words may be glued together: “{named}”. Put the space in where one is missing." in writing_warnings(text)


@pytest.mark.parametrize(
    "text",
    [
        "eLearning on the iHub for AMHPs, NHSmail and SystmOne at 7.30pm",
        "See https://example.org/aPlanOfOurs.Html or write to careTeam@example.org",
        "Multidisciplinary and interdisciplinary responsibilities, e.g. counter-institutionalisation",
        "St. Mary’s – 24/7 “crisis café”; naïve façade, £5, 20°",
        "1.2 Section A.Access",
        "",
    ],
)
def test_what_is_written_well_is_not_warned_about(text: str) -> None:
    assert list(writing_warnings(text)) == []


@pytest.mark.parametrize("text", ["People’s care – “now”", "café", "£5", "naïve", "Ö"])
def test_letters_of_a_wrong_encoding_are_named(text: str) -> None:
    misread = text.encode().decode("cp1252", errors="replace")
    (warning,) = writing_warnings(misread)
    assert warning.startswith("Some letters came over wrongly: “")


def test_the_officer_sees_it_at_the_row_and_the_words_stay() -> None:
    proposal = propose({"action": "Review how policeOfficers are trained"}, [], {})
    assert proposal.action.text == "Review how policeOfficers are trained"
    assert any("policeOfficers" in warning for warning in proposal.warnings)


@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert all(warning.endswith(".") for warning in writing_warnings(text))


@pytest.mark.parametrize("bit", ["a", "aB", "abc.", "â€", "www."])
def test_the_work_grows_no_faster_than_the_text(bit: str) -> None:
    assert growth(lambda times: list(writing_warnings(bit * times)), 2_000, times=10) < 3
