"""The ledger, a letter as its reader sees it, and sending it again."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import cast

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.models import Letter
from areas.outbox.operations import resend_letter
from areas.outbox.rules import LetterState
from areas.people.access import Reach, reach_of
from areas.roles.rules import P
from concordat.web.components import Cell, Column, Row, Table
from concordat.web.words import date_words, instant_words, plural
from plans.reminders.forms import LedgerForm, ResendForm
from plans.reminders.queries.answers import Answers, answers_to
from plans.reminders.queries.ledger import ledger, ledger_sums, letter_in_reach, tries_of
from plans.reminders.views.access import manager, reader

ON_A_PAGE = 50
_COLUMNS = [
    Column("Letter"),
    Column("Reader", long=True),
    Column("State"),
    Column("Written"),
    Column("Taken by the mail server"),
    Column("Answered"),
]
_TRIES = [Column("When", nowrap=True), Column("What became of it"), Column("What the mail server said", long=True)]
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@login_required
def reminder_letters(request: HttpRequest) -> HttpResponse:
    """List the letters in reach, newest first."""
    reach = reader(request)
    form = LedgerForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    letters = ledger(reach, search=wanted["q"], state=wanted["state"])
    page = Paginator(letters, ON_A_PAGE).get_page(request.GET.get("page"))
    answers = answers_to([letter.pk for letter in page])
    lines = [_line(letter, answers.get(letter.pk)) for letter in page]
    table = Table("Letters, newest first", _COLUMNS, lines, hide_caption=True)
    context = {"form": form, "page": page, "sums": ledger_sums(reach), "table": table}
    return render(request, "plans/reminders/letters.html", context)


def _line(letter: Letter, answers: Answers | None) -> list[object]:
    url = f"/reminders/letters/{letter.pk}/" if letter.is_whole else ""  # type: ignore[attr-defined]
    note = " (may have arrived twice)" if letter.maybe_twice else ""
    return [
        Cell(letter.subject, url),
        letter.person.name if letter.person else letter.address,
        f"{LetterState(letter.state).label}{note}",
        date_words(letter.planned_at),
        date_words(letter.sent_at),
        _answered(answers),
    ]


def _answered(answers: Answers | None) -> str:
    """Return how many of the things a letter asks about have been heard of since: "2 of 3"."""
    return f"{answers.answered} of {answers.asked}" if answers else ""


@login_required
def reminder_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter: what became of it, and its words."""
    reach = reach_of(request.user)
    letter = _letter(reach, letter_id)
    context = {
        "letter": letter,
        "state_words": _state_words(letter),
        "rows": _rows(letter, answers_to([letter.pk]).get(letter.pk)),
        "tries": _tries(letter),
        "may_resend": reach.nationwide(P.MANAGE_REMINDERS) and letter.state == LetterState.FAILED,
    }
    return render(request, "plans/reminders/letter.html", context)


def _state_words(letter: Letter) -> str:
    """Return in a sentence what became of the letter."""
    tries = plural(letter.attempts, "try", "tries")
    return {
        LetterState.PLANNED: "It waits to be sent." if not letter.attempts else f"It waits after {tries}.",
        LetterState.CLAIMED: "It is being sent.",
        LetterState.SENT: f"The mail server took it on {date_words(letter.sent_at)}.",
        LetterState.FAILED: f"It was parked after {tries}: {letter.last_error}",
        LetterState.SUPERSEDED: "It was not sent: everything in it was answered first, or stands in a later letter.",
        LetterState.SUSPENDED: "It is held back.",
    }[LetterState(letter.state)]


def _tries(letter: Letter) -> Table | None:
    """Return every try to send the letter; None where none was made, or none was kept."""
    tries = tries_of(letter.pk)
    lines = [[instant_words(one.at), one.get_outcome_display(), one.reason] for one in tries]
    return Table("Every try to send it, oldest first", _TRIES, lines) if lines else None


def _rows(letter: Letter, answers: Answers | None) -> list[Row]:
    rows = [
        Row("To", f"{letter.person.name}, {letter.address}" if letter.person else letter.address),
        Row("Written", date_words(letter.planned_at)),
    ]
    if letter.last_error and letter.state != LetterState.FAILED:
        rows.append(Row("What stopped it", letter.last_error))
    if answers:
        rows.append(Row("Answered", f"{_answered(answers)} things it asks about have been heard of since"))
    if letter.maybe_twice:
        rows.append(Row("Note", "The line broke while the mail server had it: it may have arrived twice."))
    return rows


@login_required
def reminder_letter_html(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show the letter's HTML part as a page of its own; only its own style is let through."""
    letter = _letter(reach_of(request.user), letter_id)
    styles = [_hash(style) for style in _STYLE.findall(letter.html)]

    @csp_replace({"default-src": [NONE], "style-src": styles or [NONE], "script-src": [NONE], "form-action": [NONE]})
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(letter.html)

    return cast(HttpResponse, page(request))


@login_required
def reminder_letter_resend(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Ask, then let a parked letter wait again."""
    letter = _letter(reach_of(request.user), letter_id)
    reach = manager(request)
    if request.method == "POST":
        if resend_letter(letter_id=letter.pk, by=reach.person_id or 0):
            messages.success(request, "The letter waits to be sent again. It leaves within five minutes.")
        else:
            messages.info(request, "The letter is not parked, so there is nothing to send again.")
        return redirect("reminder-letter", letter_id=letter.pk)
    form = ResendForm(cancel_url=f"/reminders/letters/{letter.pk}/")
    return render(request, "plans/reminders/resend.html", {"letter": letter, "form": form})


def _letter(reach: Reach, letter_id: int) -> Letter:
    """Return a letter that the person may read.

    Raises:
        Http404: the person may not know of it.
        PermissionDenied: part of it is about areas that are not the person's.
    """
    letter = letter_in_reach(reach, letter_id)
    if letter is None:
        raise Http404
    if not letter.is_whole:  # type: ignore[attr-defined]
        raise PermissionDenied
    return letter


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
