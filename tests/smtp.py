"""A real mail server for tests: it takes letters over SMTP, or misbehaves as it is told.

``sink.script`` holds what happens to the next letters, one word each; after that all are taken:

* ``take``: accepted.
* ``refuse``: answered with 550, for good. ``later``: answered with 451.
* ``drop before``: the line breaks before the letter is kept.
* ``drop after``: the letter is kept, and the line breaks before the answer.
* ``stall``: the letter is not kept; no answer comes until ``sink.go_on`` is set, then it is taken.
* ``stall after``: as ``stall``, but the letter is kept at once.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """The server's memory and its script."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.script: deque[str] = deque()
        self.lines = 0
        self.open_lines: list[SMTP] = []
        self.stalled = threading.Event()
        self.go_on = threading.Event()
        self.port = 0

    async def handle_EHLO(  # noqa: N802 – aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count the lines that were opened."""
        session.host_name = hostname
        self.lines += 1
        self.open_lines.append(server)
        return responses

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Do with the letter what the script says."""
        todo = self.script.popleft() if self.script else "take"
        if todo == "refuse":
            return "550 No such mailbox here"
        if todo == "later":
            return "451 Try again later"
        if todo in ("take", "drop after", "stall after"):
            self._keep(envelope)
        if todo.startswith("drop"):
            _hang_up(server)
        if todo.startswith("stall"):
            self.stalled.set()
            await asyncio.get_running_loop().run_in_executor(None, self.go_on.wait, 60)
            if todo == "stall":
                self._keep(envelope)
        return "250 Taken"

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)

    def hang_up_all(self) -> None:
        """Close every line, as a server does that has been quiet for long, and wait until it is closed."""
        for server in self.open_lines:
            server.loop.call_soon_threadsafe(_hang_up, server)
        time.sleep(0.1)
        self.open_lines.clear()

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters somebody got."""
        return [letter for letter in self.letters if letter["To"] == address]


def _hang_up(server: Any) -> None:
    server.transport.abort()


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Run a sink on a free port of this machine."""
    sink = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        sink.port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        sink.go_on.set()
        controller.stop()
