"""Write letters from templates, and hand them to the mail server one by one.

A letter is three templates with one name: ``templates/emails/<name>.subject.txt``, ``<name>.txt``
and ``<name>.html``. The server is whatever Django's e-mail settings name.
"""

from __future__ import annotations

import select
import smtplib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

#: A server that says so (RFC 5321) is closing the line: another line may be tried at once.
CLOSING = 421


@dataclass(frozen=True)
class Message:
    """What a letter says: the line of its subject, and the same words as text and as HTML.

    ``unsubscribe`` is the address at which such letters are stopped, by one POST (RFC 8058); empty for letters
    that cannot be.
    """

    subject: str
    text: str
    html: str
    unsubscribe: str = ""


def write_message(name: str, context: Mapping[str, Any]) -> Message:
    """Fill the three templates called ``name``; the subject becomes one line of 200 letters at most."""
    filled = {**context, "site_url": settings.SITE_URL}
    subject = " ".join(render_to_string(f"emails/{name}.subject.txt", filled).split())
    text = render_to_string(f"emails/{name}.txt", filled).strip() + "\n"
    return Message(subject[:200], text, render_to_string(f"emails/{name}.html", filled))


def site_host() -> str:
    """Return the name of the host in ``SITE_URL``."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def as_email(message: Message, *, to: str, message_id: str, list_name: str) -> EmailMultiAlternatives:
    """Return the message as an e-mail that says it comes from a machine and which list it is of."""
    email = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[to],
        headers={
            "Message-ID": message_id,
            "Date": formatdate(localtime=False, usegmt=True),
            "List-Id": f"Concordat {list_name} <{list_name}.{site_host()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    if message.unsubscribe:
        email.extra_headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        email.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email.attach_alternative(message.html, "text/html")
    return email


class NotTaken(Exception):
    """The mail server did not take an e-mail; the text says why.

    ``maybe``: the line broke while the server had it, so it may have taken it all the same.
    """

    def __init__(self, reason: str, *, maybe: bool = False) -> None:
        """Take the reason, in words for the person who looks after the service."""
        super().__init__(reason)
        self.maybe = maybe


class ServerAway(Exception):
    """The mail server could not be reached: nothing was handed over. The text says why."""


class MailServer:
    """One line to the mail server for many e-mails, opened anew when it breaks.

    Use it as ``with MailServer() as server: server.hand_over(email)``.
    """

    def __init__(self) -> None:
        """Take the settings; the line is opened by the first e-mail."""
        self._line: Any = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the line."""
        self.close()

    def is_open(self) -> bool:
        """Answer whether there is a line that the server has not closed meanwhile."""
        return self._line is not None and not _has_hung_up(self._line)

    def open(self) -> None:
        """See that there is a line; a line the server has closed meanwhile is replaced.

        Raises:
            ServerAway: there is no line to be had.
        """
        if not self.is_open():
            self._drop()
            line = get_connection()
            try:
                line.open()
            except (smtplib.SMTPException, OSError) as error:
                raise ServerAway(_words(error)) from error
            self._line = line

    def hand_over(self, email: EmailMultiAlternatives) -> None:
        """Return once the server has accepted the e-mail.

        Raises:
            NotTaken: it did not take it, or the line broke before it answered.
            ServerAway: there was no line; nothing was handed over.
        """
        for another_line in (True, False):
            self.open()
            try:
                self._line.send_messages([email])
                return
            except smtplib.SMTPServerDisconnected as error:
                self._drop()
                raise NotTaken(_words(error), maybe=True) from error
            except (smtplib.SMTPException, ValueError) as error:
                self._drop()
                if not (another_line and getattr(error, "smtp_code", 0) == CLOSING):
                    raise NotTaken(_words(error)) from error
            except OSError as error:
                self._drop()
                raise NotTaken(_words(error), maybe=True) from error

    def close(self) -> None:
        """Say goodbye and close the line; a line that is broken already is forgotten."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.close()

    def _drop(self) -> None:
        """Close the line without waiting for the server's goodbye."""
        smtp = getattr(self._line, "connection", None)
        if smtp is not None:
            smtp.close()
        self.close()


def _has_hung_up(line: Any) -> bool:
    """Answer whether a quiet SMTP line has something to read: the server's goodbye, or its end."""
    sock = getattr(getattr(line, "connection", None), "sock", None)
    if sock is None:
        return False
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def _words(error: Exception) -> str:
    """Return what went wrong as one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        refusals = [_answer(code, said) for code, said in error.recipients.values()]
        return "The mail server refused the address: " + "; ".join(refusals)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server said: {_answer(error.smtp_code, error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time."
    return f"The line to the mail server broke: {error}" if str(error) else "The line to the mail server broke."


def _answer(code: int, said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"
