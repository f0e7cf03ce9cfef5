"""Letters are three templates with one name; the server's answers become plain words."""

import smtplib
from datetime import date

import pytest

from concordat.mail import MailServer, NotTaken, ServerAway, _words, as_email, write_message
from plans.reminders.rules.digest import digest_of
from tests.smtp import running_sink

CONTEXT = {"name": "Colin <b>", "digest": digest_of([], date(2026, 11, 23)), "day": date(2026, 11, 23)}


def test_three_templates_make_a_message() -> None:
    message = write_message("digest", CONTEXT)
    assert message.subject.startswith("Crisis care")
    assert "\n" not in message.subject
    assert message.html.startswith("<!DOCTYPE html>")


def test_words_are_escaped_in_html_and_plain_in_text() -> None:
    message = write_message("digest", CONTEXT)
    assert "Colin &lt;b&gt;" in message.html
    assert "Colin <b>," in message.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"No such\nuser")}), "refused the address: 550 No such user"),
        (smtplib.SMTPDataError(554, b"Too long"), "said: 554 Too long"),
        (TimeoutError("timed out"), "did not answer in time"),
        (ConnectionResetError("reset"), "broke: reset"),
    ],
)
def test_what_the_server_says_becomes_a_sentence(error: Exception, words: str) -> None:
    assert words in _words(error)


def test_a_server_that_is_away_is_told_apart_from_a_letter_it_does_not_take(settings: object) -> None:
    email = as_email(write_message("digest", CONTEXT), to="a@example.org", message_id="<1@x>", list_name="digest")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    with running_sink() as sink:
        settings.EMAIL_PORT = sink.port  # type: ignore[attr-defined]
        sink.script.append("refuse")
        with MailServer() as server, pytest.raises(NotTaken):
            server.hand_over(email)
    with MailServer() as server, pytest.raises(ServerAway):
        server.hand_over(email)


def test_a_line_the_server_closed_meanwhile_is_replaced(settings: object) -> None:
    email = as_email(write_message("digest", CONTEXT), to="a@example.org", message_id="<1@x>", list_name="digest")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    with running_sink() as sink, MailServer() as server:
        settings.EMAIL_PORT = sink.port  # type: ignore[attr-defined]
        server.hand_over(email)
        sink.hang_up_all()
        server.hand_over(email)
        assert (len(sink.letters), sink.lines) == (2, 2)
