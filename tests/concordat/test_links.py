"""A link is asked whether it answers; nobody is led into our own network by one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from concordat.links import MOST_REDIRECTS, Asker, Outcome, is_public

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "172.16.9.9",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
]
PRIVATE += [
    "::1",
    "fe80::1",
    "fc00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "::",
    "fe80::1%eth0",
    "nonsense",
]


class Web(BaseHTTPRequestHandler):
    """Answers by its path: a number is a status, ``/to/x`` leads to x, ``/drip`` never ends."""

    def _answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path} {self.headers['Host'].split(':')[0]}")  # type: ignore[attr-defined]
        if self.path == "/drip":
            self._drip()
        elif self.path.startswith("/to/"):
            self._send(302, self.path.removeprefix("/to/"))
        elif self.path == "/no-head":
            self._send(405 if self.command == "HEAD" else 200)
        else:
            self._send(int(self.path.strip("/").split("?")[0] or 200))

    def _send(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def _drip(self) -> None:
        with suppress(OSError):
            while not self.server.stopped.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b"x")
                self.wfile.flush()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Site:
    """A web server on this machine, and an asker for whom every name is this machine."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_address[1]
        self.asked: list[str] = server.asked  # type: ignore[attr-defined]
        self.asker = Asker(self.look_up, lambda number: number == "127.0.0.1", frozenset({self.port}), 2.0, 0.3)

    def look_up(self, host: str, port: int) -> list[str]:
        return ["10.0.0.1"] if host.startswith("inside") else ["127.0.0.1"]

    def url(self, path: str, host: str = "www.example.org") -> str:
        return f"http://{host}:{self.port}{path}"

    def ask(self, path: str) -> Outcome:
        return self.asker.ask(self.url(path)).outcome


@pytest.fixture
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    server.asked, server.stopped = [], threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield Site(server)
    server.stopped.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/200", Outcome.ANSWERS),
        ("/404", Outcome.GONE),
        ("/410", Outcome.GONE),
        ("/403", Outcome.GUARDED),
        ("/429", Outcome.GUARDED),
        ("/500", Outcome.SILENT),
        ("/no-head", Outcome.ANSWERS),
        ("/to//404", Outcome.GONE),
        ("/to//200", Outcome.ANSWERS),
    ],
)
def test_what_a_server_says_is_read_with_care(site: Site, path: str, outcome: Outcome) -> None:
    assert site.ask(path) is outcome


def test_only_the_head_is_asked_for_where_that_is_enough(site: Site) -> None:
    site.ask("/200?page=1")
    assert site.asked == ["HEAD /200?page=1 www.example.org"]


def test_three_redirects_are_followed_and_no_more(site: Site) -> None:
    assert site.ask("/to/" * MOST_REDIRECTS + "/200") is Outcome.ANSWERS
    assert site.ask("/to/" * (MOST_REDIRECTS + 1) + "/200") is Outcome.GUARDED
    assert site.ask("/to//to//to//to//to//to/") is Outcome.GUARDED


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_of_our_own_network_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_a_number_of_the_open_internet_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0/"]
)
def test_this_machine_is_never_asked(url: str) -> None:
    answer = Asker(look_up=lambda host, port: ["127.0.0.1"]).ask(url)
    assert answer.outcome is Outcome.GUARDED
    assert "private network" in answer.words


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "gopher://example.org/",
        "http://user:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http:///nothing",
        "//example.org/",
        "javascript:alert(1)",
        "http://exa mple.org/",
    ],
)
def test_what_is_no_plain_web_address_is_not_asked(url: str) -> None:
    def never(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    assert Asker(look_up=never).ask(url).outcome is Outcome.GUARDED


def test_one_private_number_among_public_ones_is_enough_to_refuse() -> None:
    asker = Asker(look_up=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert asker.ask("http://example.org/").outcome is Outcome.GUARDED


def test_a_redirect_into_our_own_network_is_not_followed(site: Site) -> None:
    assert site.ask(f"/to/http://inside.example.org:{site.port}/200") is Outcome.GUARDED
    assert site.ask("/to/http://www.example.org:22/") is Outcome.GUARDED
    assert site.ask("/to/file:///etc/passwd") is Outcome.GUARDED
    assert [one.split()[0] for one in site.asked] == ["HEAD"] * 3


def test_the_line_goes_to_the_number_that_was_checked_and_not_to_a_second_look_up(site: Site) -> None:
    numbers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asker = Asker(lambda host, port: next(numbers), site.asker.may_ask, site.asker.ports)
    assert asker.ask(site.url("/200")).outcome is Outcome.ANSWERS


def test_a_server_that_drips_is_left_at_the_deadline(site: Site) -> None:
    answer = site.asker.ask(site.url("/drip"))
    assert answer.outcome is Outcome.SILENT
    assert "too long" in answer.words


def test_a_name_nobody_has_is_gone_and_a_closed_door_is_silent(site: Site) -> None:
    assert Asker().ask("http://nobody.invalid/").outcome is Outcome.GONE
    closed = Asker(site.look_up, site.asker.may_ask, frozenset({1}))
    assert closed.ask("http://www.example.org:1/").outcome is Outcome.SILENT


def test_a_page_without_encryption_behind_https_is_silent(site: Site) -> None:
    assert site.asker.ask(f"https://www.example.org:{site.port}/200").outcome is Outcome.SILENT
