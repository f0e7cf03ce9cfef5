"""Reading a list of signatories: nothing that was typed vanishes."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import PastedLine, SignatoryRole, read_list, read_rows
from areas.declarations.rules.days import looks_like_a_day, read_day

TRUST = "Tees, Esk and Wear Valleys NHS Foundation Trust"
SIGNED = date(2014, 12, 3)


def knows(name: str) -> bool:
    return name in (TRUST, "Kent Police")


def only(text: str) -> PastedLine:
    (line,) = read_list(text, knows, SIGNED)
    return line


@pytest.mark.parametrize(
    "text",
    [
        "Kent Police, Chief constable, 11/12/2014",
        "Kent Police\tChief constable\t11 December 2014",
        "Kent Police; Chief constable; 11.12.14",
        "Kent Police – Chief constable, 11th Dec 2014",
        "Kent Police - Chief constable - 2014-12-11",
        "Kent Police | Chief constable | Thursday 11 December 2014",
        "  • Kent Police, Chief constable, signed on 11 Dec 2014",
        "3. Kent Police, Chief constable, 11-12-2014",
        '"Kent Police","Chief constable","11/12/2014"',
        "11/12/2014, Kent Police, Chief constable",
        "Chief constable, Kent Police, 11/12/2014",
    ],
)
def test_usual_ways_to_write_a_line_are_understood(text: str) -> None:
    line = only(text)
    assert (line.name, line.post, line.day, line.unread) == ("Kent Police", "Chief constable", date(2014, 12, 11), ())


def test_commas_in_a_name_that_is_known_part_nothing() -> None:
    line = only(f"{TRUST}, Chief executive")
    assert (line.name, line.post) == (TRUST, "Chief executive")


def test_commas_in_a_name_that_is_not_known_part_nothing_before_a_post() -> None:
    line = only("Bournemouth, Christchurch and Poole Council, Leader of the council")
    assert (line.name, line.post) == ("Bournemouth, Christchurch and Poole Council", "Leader of the council")


def test_the_name_of_a_person_is_shown_and_goes_into_no_field() -> None:
    line = only("Jane Smith, Chief executive, Northshire County Council")
    assert (line.name, line.post, line.unread) == ("Northshire County Council", "Chief executive", ("Jane Smith",))


@pytest.mark.parametrize(("word", "role"), [("supporter", "supporter"), ("Signatory", "signatory")])
def test_a_role_is_understood(word: str, role: str) -> None:
    line = only(f"Healthwatch Northshire, {word}")
    assert (line.name, line.role) == ("Healthwatch Northshire", SignatoryRole(role))


def test_a_heading_gives_the_lines_below_it_their_role() -> None:
    heading, line = read_list("Supporters:\n\nHealthwatch Northshire", knows)
    assert heading.is_heading
    assert line.role is SignatoryRole.SUPPORTER


@pytest.mark.parametrize("text", ["31/02/2014", "32 December 2014"])
def test_a_date_that_cannot_be_is_kept_as_it_was_written(text: str) -> None:
    line = only(f"Kent Police, Chief constable, {text}")
    assert (line.day, line.day_text) == (None, text)


def test_a_month_takes_the_day_of_a_declaration_signed_in_it() -> None:
    assert only("Kent Police, Chief constable, December 2014").day == SIGNED
    assert only("Kent Police, Chief constable, May 2014").day_text == "May 2014"


def test_a_table_is_read_by_its_headings_in_any_order() -> None:
    _, line = read_list("Date signed;Post;Organisation;Notes\n3 May 2014;Boss;Kent Police;hello", knows)
    assert (line.name, line.post, line.day, line.unread) == ("Kent Police", "Boss", date(2014, 5, 3), ("hello",))


def test_a_column_called_role_holds_posts_where_it_does() -> None:
    _, line = read_list("Organisation\tRole\nKent Police\tChief constable", knows)
    assert (line.post, line.role) == ("Chief constable", None)


def test_a_column_called_role_holds_roles_where_it_does() -> None:
    _, line = read_list("Organisation\tRole\nKent Police\tSupporter", knows)
    assert (line.post, line.role) == ("", SignatoryRole.SUPPORTER)


@pytest.mark.parametrize("text", ["---", ",,,", "•", "***"])
def test_a_line_without_a_word_is_shown_as_not_understood(text: str) -> None:
    line = only(text)
    assert (line.name, line.unread) == ("", (text,))


def test_a_blank_row_of_a_table_is_no_line() -> None:
    assert read_rows([("", ["", " "])], knows) == []


_TYPED = st.text(alphabet="aB ,;\t–-|\"'&.1/\n•", max_size=60) | st.text(max_size=40)


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


@given(_TYPED)
def test_every_line_that_holds_anything_is_a_row_with_all_its_words(text: str) -> None:
    found = read_list(text, knows)
    assert [line.line for line in found] == [line.strip() for line in text.splitlines() if line.strip()]
    for line in found:
        if line.is_heading or line.day or line.role or not line.name:
            continue
        said = " ".join((line.name, line.post, line.day_text, *line.unread))
        bullet = re.match(r"\(?(\d{1,3})[.)]\s", line.line)
        assert _words(said) == _words(line.line.removeprefix(bullet[0]) if bullet else line.line)


@given(_TYPED)
def test_a_line_without_a_name_comes_back_whole(text: str) -> None:
    assert all(line.name or line.is_heading or line.line in line.unread for line in read_list(text, knows))


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y"])
)
def test_a_day_is_read_as_it_was_written(day: date, form: str) -> None:
    said = read_day(day.strftime(form))
    assert said
    assert said.day == day


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_asked_for_a_date(text: str) -> None:
    assert read_day(text) is None or looks_like_a_day(text) or read_day(text).month
