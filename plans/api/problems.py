"""What went wrong, for machines (RFC 9457): one shape, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"


class Refused(Exception):
    """A request that is not answered: why, and what its sender can do."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        """Take the status, a sentence, and headers of the answer."""
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(status: HTTPStatus, detail: str, *, errors: Sequence[dict[str, str]] = ()) -> JsonResponse:
    """Return the answer that tells a problem; ``errors`` names each parameter with what is wrong with it."""
    told: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    if errors:
        told["errors"] = list(errors)
    return JsonResponse(told, status=status, content_type=CONTENT_TYPE)
