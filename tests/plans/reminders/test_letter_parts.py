"""What leaves: two parts that say the same, small enough for every mail program, with the headers of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest

from areas.models import Letter
from areas.outbox.operations.sending import _as_email
from concordat.mail import Message, write_message
from plans.models import Action
from plans.reminders.operations import run_round
from plans.reminders.operations.composing import write_digest
from plans.reminders.rules import ReminderKind
from plans.reminders.rules.digest import MOST_LISTED, digest_of
from tests.browser import chromium, must_be_accessible
from tests.cast import Cast, make_action
from tests.plans.reminders.conftest import letters_to
from tests.plans.reminders.test_digest import DAY, LINE

#: Mail programs cut what is longer.
MOST_BYTES = 100_000


def sent(cast: Cast) -> EmailMessage:
    """Run the round and return Colin's letter as it leaves."""
    run_round(day=cast.today)
    message: EmailMessage = _as_email(letters_to("colin")[0]).message()  # type: ignore[assignment]
    return message


@pytest.fixture
def much_due(cast: Cast) -> Cast:
    """Four hundred actions of the police are due in a week, each with a long and odd text."""
    first = make_action(cast.plan, "Keep “promise” & <go on> – ä € " * 40, lead=cast.police, due=date(2026, 11, 30))
    rest = [
        Action(plan=cast.plan, position=number, number=f"9.{number}", text=first.text, lead=cast.police, due=first.due)
        for number in range(100, 499)
    ]
    Action.objects.bulk_create(rest)
    return cast


def test_a_letter_about_400_actions_stays_small_and_says_where_the_rest_is(much_due: Cast) -> None:
    message = sent(much_due)
    assert len(message.as_bytes()) < MOST_BYTES
    parts = {
        part.get_content_type(): part.get_payload(decode=True).decode()
        for part in message.walk()
        if not part.is_multipart()
    }
    assert list(parts) == ["text/plain", "text/html"]
    assert f"And {400 - MOST_LISTED} more: http://testserver/me/" in parts["text/plain"]
    assert f'<a href="http://testserver/me/">And {400 - MOST_LISTED} more</a>' in parts["text/html"]
    for words in parts.values():
        assert words.count("http://testserver/u/") == MOST_LISTED


def test_a_letter_names_its_list_its_maker_and_itself(cast: Cast) -> None:
    make_action(cast.plan, "Train.", lead=cast.police, due=date(2026, 11, 30))
    message = sent(cast)
    assert message["List-Id"] == "Concordat digest <digest.testserver>"
    assert message["Auto-Submitted"] == "auto-generated"
    letter = Letter.objects.get(person=cast.colin)
    again: EmailMessage = _as_email(letter).message()  # type: ignore[assignment]
    assert message["Message-ID"] == again["Message-ID"] == letter.message_id


def test_a_letter_fetches_nothing_and_follows_nobody(cast: Cast) -> None:
    make_action(cast.plan, "Train.", lead=cast.police, due=date(2026, 11, 30))
    html = sent(cast).get_payload()[1].get_payload(decode=True).decode()  # type: ignore[index, union-attr]
    assert not any(word in html for word in ("<img", "src=", "url(", "@import", "<link"))


def dates_letter() -> Message:
    """Write a letter of the weeks before an election."""
    late = replace(
        LINE, kind=ReminderKind.OVERDUE, object_id=13, action_id=13, due=date(2026, 1, 31), text="Unbreakable" * 20
    )
    silent = replace(LINE, kind=ReminderKind.SILENT, object_id=14, action_id=14, due=None)
    return write_digest("Colin", [LINE, late, silent], DAY, {LINE.place})


@pytest.mark.django_db
def test_a_letter_before_an_election_reads_well_on_a_phone() -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.set_content(dates_letter().html)
        must_be_accessible(page)


def test_it_names_what_has_a_date_first_and_in_order() -> None:
    text = dates_letter().text
    places = [text.index(words) for words in ("31 January 2026: 1.2", "30 November 2026: 1.2", "No date: 1.2")]
    assert places == sorted(places)


def test_both_parts_say_the_same_actions() -> None:
    letter = write_message("dates", {"name": "", "digest": digest_of([LINE], DAY), "day": DAY})
    for part in (letter.text, letter.html):
        assert "/actions/12/updates/add/" in part
        assert "/me/letters/" in part
