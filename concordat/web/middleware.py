"""What happens around every page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivatePages:
    """Keep pages of signed-in people out of shared caches and out of the back button after sign-out.

    Looks only at whether a session cookie was sent, so it costs no query. A view that set its own
    ``Cache-Control`` keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Take the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add ``Cache-Control: private, no-store`` where a session is involved."""
        response = self.get_response(request)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        if signed_in and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response
