"""Words that may tell who somebody is are asked about; ordinary words are left alone."""

import pytest

from plans.planning.rules.privacy import looks_like_nhs_number, personal_data_warnings


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("See 943 476 5919 on the ward", "NHS number"),
        ("See 9434765919", "NHS number"),
        ("DOB 12/03/1980", "date of birth"),
        ("A 34-year-old was held in a cell", "age"),
        ("A patient was held for 20 hours", "one patient"),
        ("The service user died in custody", "one patient"),
        ("Five people had 17 detentions, two people had nine", "fewer than five"),
        ("Only 3 patients were conveyed by police", "fewer than five"),
        ("Ask jo.bloggs@example.nhs.uk", "email"),
        ("Ring 020 7946 0018", "telephone"),
        ("Ring 07700 900123", "telephone"),
    ],
)
def test_a_personal_detail_is_noticed(text: str, word: str) -> None:
    assert any(word in warning for warning in personal_data_warnings(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trained 40 officers; 120 more by 31 March 2027",
        "Patients are seen within four hours, children within two hours",
        "36,621 detentions in 2021/22, a fall of 2,100",
        "Section 136 suite open 24/7; budget £1234567890",
        "The patient experience group meets every quarter",
        "Phase 2 of Right Care Right Person began on 01/04/2026",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert personal_data_warnings(text) == ()


@pytest.mark.parametrize(
    ("digits", "is_one"), [("9434765919", True), ("9434765918", False), ("1111111111", False), ("", False)]
)
def test_an_nhs_number_carries_its_check_digit(digits: str, is_one: bool) -> None:
    assert looks_like_nhs_number(digits) is is_one
