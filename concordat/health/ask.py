"""``python -m concordat.health.ask [ready]``: what a container asks its own web server.

Loads nothing of Django, so that asking every few seconds costs next to nothing.
"""

import http.client
import os
import sys


def main(arguments: list[str]) -> int:
    """Return 0 when ``/health/live`` (or ``ready``) answers 200."""
    what = "ready" if arguments == ["ready"] else "live"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".") or "localhost"
    line = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    try:
        line.request("GET", f"/health/{what}", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = line.getresponse()
        print(answer.read().decode(errors="replace"))
        return 0 if answer.status == 200 else 1
    except OSError as error:
        print(f"The web server does not answer: {error}", file=sys.stderr)
        return 1
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
