"""The page of one's calendar address, and the calendar itself."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from areas.people.access import reach_of
from concordat.mail import site_host
from concordat.web.headers import keep_to_itself
from concordat.web.tries import place_of, too_many
from plans.calendars import operations
from plans.calendars.queries import address_of, dates_of, has_dates, person_of
from plans.calendars.rules import calendar_of

#: Tries with an address that is none, from one place.
MOST_BROKEN, SECONDS = 30, 600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show whether one has a private address, and make, renew or stop it. A new one is shown once."""
    reach = reach_of(request.user)
    person_id = reach.person_id or 0
    address = ""
    if request.method == "POST" and request.POST.get("do") == "stop":
        if operations.stop_address(person_id=person_id, by=person_id):
            messages.success(request, "The address is stopped. A calendar that still asks for it gets nothing more.")
        return redirect("my-calendar")
    if request.method == "POST":
        token = operations.make_address(person_id=person_id, now=timezone.now(), by=person_id)
        address = settings.SITE_URL + reverse("calendar-feed", args=[token])
    context = {"address": address, "made": address_of(person_id), "has_dates": has_dates(reach)}
    response = render(request, "plans/calendars/my_calendar.html", context)
    if address:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program the dates of whoever made the address, as far as they may see them now."""
    person = person_of(token)
    if person is None:
        if too_many("calendar", place_of(request), most=MOST_BROKEN, seconds=SECONDS):
            return _kept_apart(HttpResponse("Too many tries.\n", status=429, content_type="text/plain"))
        raise Http404
    today = timezone.localdate()
    content = calendar_of(dates_of(reach_of(person, today), today), site_url=settings.SITE_URL, host=site_host())
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = 'inline; filename="concordat.ics"'
    answer = get_conditional_response(request, etag=etag, response=response) or response
    return _kept_apart(answer)


def _kept_apart(response: HttpResponse) -> HttpResponse:
    """Keep the calendar to itself; the program may keep it and ask whether it still holds."""
    keep_to_itself(response, no_cache=True)
    return response
