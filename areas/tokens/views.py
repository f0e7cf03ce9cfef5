"""The page of one's own tokens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from areas.tokens.forms import TokenForm
from areas.tokens.operations import MadeAlready, TooManyTokens, make_token, stop_token
from areas.tokens.queries import tokens_of
from areas.tokens.rules import MOST_TOKENS
from concordat.web.headers import keep_to_itself


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_tokens(request: HttpRequest) -> HttpResponse:
    """Show one's tokens, and make one. A new one is shown once."""
    person_id, today = reach_of(request.user).person_id or 0, timezone.localdate()
    form = TokenForm(request.POST if request.method == "POST" else None)
    token = ""
    if form.is_bound and form.is_valid():
        try:
            token = make_token(new=form.new(today), now=timezone.now(), by=person_id)
        except MadeAlready:
            messages.info(request, "That token was made already, and was shown then. If you do not have it, stop it.")
            return redirect("my-tokens")
        except TooManyTokens:
            form.add_error(
                None, f"You have {MOST_TOKENS} tokens that work. Stop one that is not needed, then try again"
            )
        else:
            form = TokenForm()
    context = {"form": form, "token": token, "tokens": tokens_of(person_id, today)}
    response = render(request, "areas/tokens/my_tokens.html", context)
    if token:
        keep_to_itself(response, no_store=True)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def token_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then stop one of one's own tokens."""
    person_id = reach_of(request.user).person_id or 0
    token = get_object_or_404(tokens_of(person_id, timezone.localdate()), pk=pk)
    if request.method == "POST":
        stop_token(token=token, now=timezone.now(), by=person_id)
        messages.success(request, f"The token “{token.name}” is stopped")
        return redirect("my-tokens")
    return render(request, "areas/tokens/token_stop.html", {"token": token, "back": reverse("my-tokens")})
