"""One's own letters: how often, which, who stands in; and the way out that stands in each letter."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from areas.people.access import invites_somewhere, reach_of
from areas.people.queries import people_in_reach, person_in_reach
from concordat.web.headers import keep_to_itself
from concordat.web.tries import place_of, too_many
from plans.reminders.forms import AwayForm, LetterChoiceForm
from plans.reminders.operations.choices import choose_away, choose_letters, choose_rhythm, chosen_in
from plans.reminders.queries.choices import choice_of, colleagues_of, off_token, person_of_token
from plans.reminders.rules.choices import LetterRhythm

#: Tries with a link that is none, from one place.
MOST_BROKEN, SECONDS = 30, 600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_choice(request: HttpRequest) -> HttpResponse:
    """Show and change how one's own reminders come."""
    person_id = request.user.pk or 0
    chosen = chosen_in(choice_of(person_id))
    form = LetterChoiceForm(
        request.POST if request.method == "POST" else None,
        colleagues=colleagues_of(person_id, timezone.localdate()),
        initial=asdict(chosen) | {"rhythm": chosen.rhythm.value, "deputy": chosen.deputy_id},
        cancel_url="/account/",
    )
    if request.method == "POST" and form.is_valid():
        choose_letters(person_id=person_id, chosen=form.chosen(), by=person_id)
        messages.success(request, f"Saved. Reminders come {form.chosen().words}.")
        return redirect("letter-choice")
    return render(request, "plans/reminders/choice.html", {"form": form, "chosen": chosen})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Let whoever looks after people say that one of them is away, who cannot say so any more."""
    reach = reach_of(request.user)
    if not invites_somewhere(reach):
        raise Http404
    whom = person_in_reach(reach, pk)
    chosen = chosen_in(choice_of(pk))
    known = set(people_in_reach(reach).values_list("pk", flat=True))
    colleagues = [one for one in colleagues_of(pk, timezone.localdate()) if one[0] in known]
    if chosen.deputy_id is not None and chosen.deputy_id not in known:
        colleagues.append((chosen.deputy_id, f"As {whom.name} chose, somebody elsewhere"))
    form = AwayForm(
        request.POST if request.method == "POST" else None,
        colleagues=colleagues,
        initial={"away_from": chosen.away_from, "away_until": chosen.away_until, "deputy": chosen.deputy_id},
        cancel_url=reverse("person", args=[pk]),
    )
    if form.is_bound and form.is_valid():
        choose_away(person_id=pk, away=form.away(), by=reach.person_id or 0)
        messages.success(request, f"Saved when {whom.name} is away. {whom.name} can change it too.")
        return redirect("person", pk=pk)
    return render(request, "plans/reminders/away.html", {"form": form, "person": whom})


# The token is the proof, and a mail program that stops letters with one press (RFC 8058) brings no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def letters_off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop somebody's reminders, or let them come once a week or again, by the link in a letter. Opening it writes nothing."""
    person = person_of_token(token)
    if person is None:
        response = _dead(request)
    elif request.method == "POST":
        asked = request.POST.get("rhythm", LetterRhythm.NONE.value)
        rhythm = LetterRhythm(asked) if asked in LetterRhythm.values() else LetterRhythm.NONE
        choose_rhythm(person_id=person.pk, rhythm=rhythm, by=None)
        context = {"token": off_token(person.pk), "chosen": chosen_in(choice_of(person.pk)), "done": True}
        response = render(request, "plans/reminders/off.html", context)
    else:
        context = {"token": token, "chosen": chosen_in(choice_of(person.pk))}
        response = render(request, "plans/reminders/off.html", context)
    keep_to_itself(response, no_store=True)
    return response


def _dead(request: HttpRequest) -> HttpResponse:
    status = 429 if too_many("letters-off", place_of(request), most=MOST_BROKEN, seconds=SECONDS) else 404
    return render(request, "plans/reminders/off_dead.html", status=status)
