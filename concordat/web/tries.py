"""Count tries, so that nobody may try a door without end. The counts live in the cache and end with it."""

from __future__ import annotations

from hashlib import sha256
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_many(door: str, who: str, *, most: int, seconds: int) -> bool:
    """Count a try of ``who`` at ``door`` and answer whether there were more than ``most`` in this span of time.

    A cache that is away counts nothing: a page never goes with it.
    """
    span = int(time() // seconds)
    key = f"tries:{door}:{span}:{sha256(who.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:
        return False


def place_of(request: HttpRequest) -> str:
    """Return where a request comes from, as sign-in counts it."""
    return str(get_adapter().get_client_ip(request))
