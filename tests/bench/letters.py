"""Letters: planning beside one bare join of the same rows, and sending beside a bare ``smtplib`` loop."""

from __future__ import annotations

import multiprocessing
import smtplib
import time
from collections.abc import Iterator
from email.message import EmailMessage
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

from tests.bench.report import Result
from tests.bench.service import Service

_ROUNDS, _LETTERS = 7, 400
#: The live actions of editions in force with everybody who works in their partnership, and nothing decided.
_BARE = """
    SELECT action.id, action.due, action.last_heard_at, member.person_id
    FROM plans_action AS action JOIN plans_plan AS plan ON plan.id = action.plan_id
    LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
    LEFT JOIN areas_membership AS member ON member.partnership_id = plan.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = action.lead_id)
    WHERE action.delivery_state IN ('not_started', 'in_progress') AND newer.published_on IS NULL"""


def planning(service: Service, size: int, *, statements: int | None = None) -> Iterator[Result]:
    """Divide planning a day for the whole nation by the bare join, and count its statements.

    ``statements``: how many it took at another size; no more is the goal.
    """
    told = service.ask_inside(size, "planning")
    ours, bare = told["ours"], told["bare"]
    words = f"planning: median {ours:.0f} ms, join: median {bare:.0f} ms, {told['made']:,} reminders"
    data = {"planning_median_ms": ours, "join_median_ms": bare}
    yield Result(f"planning a day ÷ one bare join, ×{size}", ours / bare, "×", None, words, data)
    yield Result(f"statements to plan a day, ×{size}", told["statements"], "", statements, "the same at any size")


def sending(service: Service) -> Iterator[Result]:
    """Divide letters a second by those of a bare ``smtplib`` loop to the same mail server, and watch the memory."""
    told = service.ask_inside(1, "sending")
    words = f"ours {told['ours']:.0f}/s, smtplib {told['bare']:.0f}/s, {_LETTERS} letters, median of {_ROUNDS}"
    yield Result("smtplib ÷ our letters a second", told["bare"] / told["ours"], "×", 1 / 0.7, words)
    yield Result("memory grown by sending", told["grown_mb"], "MB", 16, f"{_ROUNDS * _LETTERS:,} letters")


def plan() -> dict[str, Any]:
    """Run both in turns inside the service, and take back what was planned; milliseconds."""
    from datetime import timedelta

    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from plans.reminders.operations import plan_reminders
    from plans.reminders.queries.wanted import letter_day

    day = letter_day(timezone.localdate() + timedelta(days=1))
    seconds: dict[str, list[float]] = {"ours": [], "bare": []}
    made = 0
    for number in range(_ROUNDS + 1):
        for name, runs in seconds.items():
            began = time.perf_counter()
            with transaction.atomic():
                if name == "ours":
                    made = plan_reminders(day=day).made
                else:
                    with connection.cursor() as cursor:
                        cursor.execute(_BARE)
                        cursor.fetchall()
                if number:
                    runs.append(time.perf_counter() - began)
                transaction.set_rollback(True)
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        plan_reminders(day=day)
        transaction.set_rollback(True)
    return {**{name: 1000 * median(runs) for name, runs in seconds.items()}, "made": made, "statements": len(captured)}


def _serve(told: Connection) -> None:
    from tests.smtp import running_sink

    with running_sink() as sink:
        told.send(sink.port)
        told.recv()


def send() -> dict[str, Any]:
    """Send the same letters both ways in turns to a mail server in a process of its own; letters a second."""
    from django.test import override_settings

    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False):
            return _send_both(port)
    finally:
        here.send("stop")
        server.join(10)


def _send_both(port: int) -> dict[str, Any]:
    import resource

    from areas.models import Letter

    Letter.objects.filter(state="planned").update(state="superseded")
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    grown = 0.0
    for number in range(_ROUNDS + 1):
        rates["ours"].append(_ours(number))
        rates["bare"].append(_bare(number, port))
        if not number:
            grown = -float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    grown += resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**{name: median(runs[1:]) for name, runs in rates.items()}, "grown_mb": grown / 1024}


def _ours(number: int) -> float:
    from areas.outbox.operations import put_letters, send_waiting_letters
    from areas.outbox.rules import NewLetter

    text = "A sentence about an action.\n" * 40
    put_letters(
        [
            NewLetter(f"bench:{number}:{n}", "bench", None, f"reader{n}@example.org", "Subject", text, f"<p>{text}</p>")
            for n in range(_LETTERS)
        ]
    )
    began, sent = time.perf_counter(), 0
    while accepted := send_waiting_letters().accepted:  # the service's own worker may take some of them
        sent += accepted
    return sent / (time.perf_counter() - began)


def _bare(number: int, port: int) -> float:
    """Send them as a script of ten lines would: each is made, handed over and forgotten."""
    from areas.models import Letter

    letters = list(Letter.objects.filter(key__startswith=f"bench:{number}:"))
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for letter in letters:
            message = EmailMessage()
            message["From"], message["To"] = "concordat@example.org", letter.address
            message["Subject"], message["Message-ID"] = letter.subject, letter.message_id
            message.set_content(letter.text)
            message.add_alternative(letter.html, subtype="html")
            line.send_message(message)
    return len(letters) / (time.perf_counter() - began)
