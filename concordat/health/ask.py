"""``python -m concordat.health.ask [live|ready|worker|beat]``: what a container asks about itself.

Loads nothing of Django, so that asking every few seconds costs next to nothing.
"""

import http.client
import os
import sys

KEEP = 24 * 60 * 60  # how long the cache keeps a sign of life, in seconds
TOO_OLD = 120


def main(arguments: list[str]) -> int:
    """Return 0 when the part asked about (the web server, where none is named) is well."""
    what = arguments[0] if arguments else "live"
    if what in ("live", "ready"):
        return ask_web(what)
    if what in ("worker", "beat"):
        return ask_cache(what)
    print(f"Ask about live, ready, worker or beat, not about “{what}”.", file=sys.stderr)
    return 2


def ask_web(what: str) -> int:
    """Ask our own web server, under a name it answers to."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".") or "localhost"
    line = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    try:
        line.request("GET", f"/health/{what}", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = line.getresponse()
        print(answer.read().decode(errors="replace"))
        return 0 if answer.status == 200 else 1
    except (OSError, http.client.HTTPException) as error:
        print(f"The web server does not answer: {error}", file=sys.stderr)
        return 1
    finally:
        line.close()


def ask_cache(part: str) -> int:
    """Ask Redis how long the worker's or the clock's last sign of life will still be kept."""
    import redis

    client = redis.Redis.from_url(os.environ.get("REDIS_URL", ""), socket_timeout=3, socket_connect_timeout=3)
    try:
        left = int(client.ttl(f"concordat:1:heartbeat:{part}"))
    except redis.RedisError as error:
        print(f"Redis does not answer: {type(error).__name__}", file=sys.stderr)
        return 1
    if left < 0:
        print(f"The {part} has given no sign of life yet", file=sys.stderr)
        return 1
    print(f"The {part} was last heard {KEEP - left} seconds ago")
    return 0 if KEEP - left <= TOO_OLD else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
