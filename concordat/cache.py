"""The cache, on the same Redis or Valkey as the jobs. It may go away; pages do not go with it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import exceptions as redis

log = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """A Redis cache that remembers nothing while its server is away, and says so in the log.

    It holds only what can be had again: counts of sign-in attempts and signs of life.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Add unless there; while away: as if added."""
        return bool(_or(True, super().add, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value; while away: ``default``."""
        return _or(default, super().get, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep the value; while away: nothing."""
        _or(None, super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        """Keep the value longer; while away: as if it were not there."""
        return bool(_or(False, super().touch, *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget the value; while away: as if it were not there."""
        return bool(_or(False, super().delete, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """Return the values; while away: none."""
        return dict(_or({}, super().get_many, *args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count on; while away: as if it were the first. Raises ``ValueError`` where nothing was counted yet."""
        return int(_or(1, super().incr, *args, **kwargs))

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        """Say whether a value is there; while away: no."""
        return bool(_or(False, super().has_key, *args, **kwargs))


def _or(instead: Any, do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return do(*args, **kwargs)
    except (redis.ConnectionError, redis.TimeoutError) as error:
        log.warning("The cache does not answer (%s); going on without it", type(error).__name__)
        return instead
