"""The pages of the house: what we promise about access, privacy, cookies and data, and the gallery."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from concordat.web import gallery


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "concordat/accessibility.html", {"contact": _contact()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, why and for how long."""
    return render(request, "concordat/privacy.html", {"contact": _contact()})


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Show the two cookies that are used."""
    return render(
        request,
        "concordat/cookies.html",
        {
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        },
    )


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Show where places and organisation codes come from, and what is doubtful about them."""
    return render(request, "concordat/about_data.html")


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in its states. ``GALLERY_GATE`` names the function that says who may look."""
    may_see = import_string(getattr(settings, "GALLERY_GATE", "concordat.web.navigation.anyone"))
    if not may_see(request):
        raise Http404
    return render(request, "concordat/components.html", gallery.contents(request))


def _contact() -> str:
    return str(getattr(settings, "CONTACT_EMAIL", ""))
