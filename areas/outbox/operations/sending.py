"""Send what waits: claim, hand over, and only then say "sent"."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from areas.outbox.models import Letter
from areas.outbox.operations import claims
from concordat.mail import MailServer, Message, NotTaken, ServerAway, as_email

log = logging.getLogger(__name__)

#: Letters a worker claims at a time.
BATCH = 50
#: After this long a run ends by itself, before the task's time limit would cut it.
LONGEST_RUN = timedelta(minutes=7)
#: Called with the claimed letters of a kind just before they leave; may rewrite or withdraw them.
LastLook = Callable[[Sequence[int]], None]
_last_looks: dict[str, LastLook] = {}
#: Called with a letter as it leaves; returns what is put into the envelope.
Seal = Callable[[Letter], Message]
_seals: dict[str, Seal] = {}


@dataclass
class Sent:
    """What a run did: letters accepted, letters that failed, whether the server was away."""

    accepted: int = 0
    failed: int = 0
    server_away: bool = False


def register_last_look(kind: str, look: LastLook) -> None:
    """Have ``look`` called before letters of ``kind`` leave, so that none says what is overtaken."""
    _last_looks[kind] = look


def register_seal(kind: str, seal: Seal) -> None:
    """Have ``seal`` write what only the reader may see into letters of ``kind`` as they leave.

    It is stored nowhere: whoever may look at the outbox sees the letter without it.
    """
    _seals[kind] = seal


def send_waiting_letters() -> Sent:
    """Send every letter that waits, over one line to the mail server. May run many at a time.

    A letter is marked sent only after the server has accepted it. A worker killed at any point
    loses none: what it held is taken again when its lease has run out.
    """
    done = Sent()
    until = timezone.now() + LONGEST_RUN
    with MailServer() as server:
        while timezone.now() < until and not done.server_away:
            claimed = claims.claim_letters(BATCH, timezone.now())
            if not claimed:
                break
            _Batch(server, done, until).send(_looked_at(claimed))
    if done.server_away:
        log.warning("The mail server is away; letters wait in the outbox")
    return done


def _looked_at(claimed: list[Letter]) -> list[Letter]:
    """Let each kind's room look at its letters once more; return those that may leave."""
    looked = False
    for kind, look in _last_looks.items():
        if ids := [letter.pk for letter in claimed if letter.kind == kind]:
            looked = True
            with transaction.atomic():
                look(ids)
    return claims.claimed_letters([letter.pk for letter in claimed]) if looked else claimed


class _Batch:
    """The letters of one claim on their way. ``accepted`` is taken but not yet noted as sent."""

    def __init__(self, server: MailServer, done: Sent, until: datetime) -> None:
        self.server, self.done, self.until = server, done, until
        self.accepted: Letter | None = None

    def send(self, letters: list[Letter]) -> None:
        """Hand the letters over one by one; give back what no server or no time is left for."""
        try:
            for place, letter in enumerate(letters):
                if timezone.now() > self.until:
                    claims.release(letters[place:], "")
                    return
                self._send_one(letter)
        except ServerAway as error:
            self.done.server_away = True
            claims.release(letters[place:], str(error))
        finally:
            self._note_accepted()

    def _send_one(self, letter: Letter) -> None:
        if not self.server.is_open():
            self._note_accepted()
            self.server.open()
        ours = claims.next_letter(letter, timezone.now(), accepted=self.accepted)
        self.accepted = None
        if not ours:
            return
        try:
            self.server.hand_over(_as_email(letter))
        except NotTaken as error:
            claims.mark_not_taken(letter, timezone.now(), str(error), maybe=error.maybe)
            self.done.failed += 1
        else:
            self.accepted = letter
            self.done.accepted += 1

    def _note_accepted(self) -> None:
        if self.accepted is not None:
            claims.mark_sent(self.accepted, timezone.now())
            self.accepted = None


def _as_email(letter: Letter) -> EmailMultiAlternatives:
    seal = _seals.get(letter.kind)
    message = seal(letter) if seal else Message(letter.subject, letter.text, letter.html)
    return as_email(message, to=letter.address, message_id=letter.message_id, list_name=letter.kind)
