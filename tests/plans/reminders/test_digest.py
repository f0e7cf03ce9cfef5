"""What a digest says, how long it may be, and how it looks on a phone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.mail import Message, write_message
from plans.reminders.rules import URGENCY, Line, ReminderKind
from plans.reminders.rules.digest import MOST_LISTED, digest_of, step_words
from plans.reminders.rules.kinds.base import LONGEST_QUOTE
from plans.reminders.rules.words import days_words
from tests.browser import chromium, must_be_accessible

DAY = date(2026, 11, 23)
LINE = Line(
    kind=ReminderKind.DUE_SOON,
    step=7,
    object_kind="action",
    object_id=12,
    action_id=12,
    place=1,
    number="1.2",
    text="Train every response officer.",
    due=DAY + timedelta(days=7),
    lead="Northshire Police",
    plan="Northshire plan",
    rhythm="quarterly",
    heard_on=None,
)
lines = st.builds(
    replace,
    st.just(LINE),
    kind=st.sampled_from(list(ReminderKind)),
    object_id=st.integers(1, 60),
    due=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    heard_on=st.none() | st.dates(date(2025, 1, 1), DAY),
    text=st.text(min_size=1, max_size=400),
)


def write(*chosen: Line) -> Message:
    """Write the digest of some lines."""
    return write_message("digest", {"name": "Colin", "digest": digest_of(chosen, DAY), "day": DAY})


@given(st.lists(lines, max_size=120))
def test_every_action_is_counted_once_and_the_most_urgent_come_first(chosen: list[Line]) -> None:
    digest = digest_of(chosen, DAY)
    listed = [entry.line for section in digest.sections for entry in section.entries]
    assert digest.total == len({line.about for line in chosen})
    assert len(listed) + digest.unlisted == digest.total
    assert len(listed) == min(digest.total, MOST_LISTED)
    places = [URGENCY.index(line.kind) for line in listed]
    assert places == sorted(places)
    for line in listed:
        assert URGENCY.index(line.kind) == min(
            URGENCY.index(other.kind) for other in chosen if other.about == line.about
        )


def test_an_empty_digest_has_nothing_to_say() -> None:
    assert (digest_of([], DAY).total, digest_of([], DAY).sections) == (0, ())


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (7, "in 7 days"),
        (1, "tomorrow"),
        (0, "today"),
        (-1, "yesterday"),
        (-54, "54 days ago"),
        (-366, "366 days ago"),
        (-729, "over 1 year ago"),
        (-2000, "over 5 years ago"),
        (900, "in 900 days"),
    ],
)
def test_days_are_said_as_people_say_them(due: int, words: str) -> None:
    assert days_words(DAY + timedelta(days=due), DAY) == words


@pytest.mark.parametrize(
    ("kind", "step", "words"),
    [
        (ReminderKind.DUE_SOON, 1, "1 day before the due date"),
        (ReminderKind.DUE_SOON, 0, "on the due date"),
        (ReminderKind.OVERDUE, -14, "14 days after the due date"),
        (ReminderKind.SILENT, -14, "14 days after the end of the reporting period"),
    ],
)
def test_a_step_says_why_it_speaks(kind: ReminderKind, step: int, words: str) -> None:
    assert step_words(kind, step) == words


def test_silence_says_when_something_was_last_heard_and_how_often_it_is_looked_for() -> None:
    silent = replace(LINE, kind=ReminderKind.SILENT, heard_on=date(2026, 6, 3), due=None)
    assert "Last heard on 3 June 2026; an update is looked for every quarter." in write(silent).text


def test_a_long_action_is_quoted_up_to_a_word() -> None:
    quote = replace(LINE, text="word " * 200).quote
    assert len(quote) <= LONGEST_QUOTE + 2
    assert quote.endswith("word …")


def test_what_people_typed_cannot_become_markup() -> None:
    letter = write(replace(LINE, text="<script>alert(1)</script> & more"))
    assert "<script>" not in letter.html
    assert "<script>alert(1)</script> & more" in letter.text


def test_a_letter_asks_for_no_picture_and_no_program() -> None:
    html = write(LINE).html
    assert not any(tag in html for tag in ("<img", "<script", "<table", " style=", "url("))


def test_a_letter_reads_well_on_a_phone() -> None:
    letter = write(LINE, replace(LINE, action_id=13, kind=ReminderKind.OVERDUE, text="Unbreakable" * 20))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.set_content(letter.html)
        must_be_accessible(page)
