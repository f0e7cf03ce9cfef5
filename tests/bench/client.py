"""A browser without a screen: one kept connection, cookies, and the hidden rows of a form."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

#: The server closes a line that was idle for five seconds; a new one is opened before, unmeasured.
KEPT_OPEN = 3.0


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took in seconds."""

    status: int
    body: bytes
    seconds: float


class Visitor:
    """Asks one server over one kept connection, as a signed-in browser does."""

    def __init__(self, port: int, session: str = "") -> None:
        """Take the port and the session's key, if there is one."""
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"sessionid": session} if session else {}
        self.used_at = time.monotonic()

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def form(self, path: str) -> dict[str, str]:
        """Return the hidden rows of the page's form."""
        return hidden_rows(self.get(path).body.decode())

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.used_at > KEPT_OPEN:
            self.line.close()
            self.line.connect()
        began = time.perf_counter()
        self.line.request(method, path, body, headers)
        response = self.line.getresponse()
        read = response.read()
        seconds = time.perf_counter() - began
        self.used_at = time.monotonic()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        return Answer(response.status, read, seconds)


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("type") == "hidden" and found.get("name"):
            self.rows[str(found["name"])] = found.get("value") or ""


def hidden_rows(page: str) -> dict[str, str]:
    """Return names and values of the hidden inputs of a page; of two with one name, the last."""
    parser = _Hidden()
    parser.feed(page)
    return parser.rows
