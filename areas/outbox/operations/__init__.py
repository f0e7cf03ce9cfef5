"""Writes to the outbox: letters are put in, claimed, handed over, withdrawn, sent again."""

from areas.outbox.operations.addresses import stop_address, trust_address
from areas.outbox.operations.claims import claim_letters
from areas.outbox.operations.holidays import refresh_holidays
from areas.outbox.operations.letters import (
    put_letters,
    resend_letter,
    rewrite_letter,
    withdraw_letters,
    withdraw_older_letters,
)
from areas.outbox.operations.sending import Sent, register_last_look, register_seal, send_waiting_letters

__all__ = [
    "Sent",
    "claim_letters",
    "put_letters",
    "refresh_holidays",
    "register_last_look",
    "register_seal",
    "resend_letter",
    "rewrite_letter",
    "send_waiting_letters",
    "stop_address",
    "trust_address",
    "withdraw_letters",
    "withdraw_older_letters",
]
