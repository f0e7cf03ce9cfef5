"""Ask whether an address on the web answers, without being led into our own network.

The name is looked up here, every number it stands for must be public, and the line is opened to the
very number that was checked (a name that means something else a moment later changes nothing). The
same holds after each redirect. Little is read, nothing is kept, and all of it ends by a deadline.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from concordat.choices import Words

#: Seconds: for one step of a talk, and for a whole talk with one server.
STEP, WHOLE = 6.0, 12.0
MOST_REDIRECTS = 3
PORTS = {80, 443, 8080, 8443}
_MOST_READ = 1024
_POLITE = {
    "User-Agent": "ConcordatLinkCheck/1.0 (looks once a month whether a link still answers)",
    "Accept": "*/*",
    "Connection": "close",
}
_NOT_FOR_MACHINES = {401, 402, 403, 405, 406, 407, 429, 451}
_MOVED = {301, 302, 303, 307, 308}
_BEHIND_IPV6 = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class Outcome(Words):
    """What came of asking."""

    ANSWERS = "answers"
    GUARDED = "guarded"
    SILENT = "silent"
    GONE = "gone"


@dataclass(frozen=True)
class Answer:
    """What came of asking, and the same in words for the people who keep the link."""

    outcome: Outcome
    words: str


class NotAsked(Exception):
    """The address is one we do not ask; the text says why."""


#: Looks up a name and port: every number it stands for. Tests put their own in its place.
LookUp = Callable[[str, int], list[str]]
MayAsk = Callable[[str], bool]


def look_up(host: str, port: int) -> list[str]:
    """Return the numbers of a host. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(number: str) -> bool:
    """Answer whether an IP address belongs to the open internet, also when it is wrapped in an IPv6 one."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in net for net in _BEHIND_IPV6):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True)
class Asker:
    """How to ask: ``look_up`` and ``may_ask`` are seams for tests, as are the ports and the times."""

    look_up: LookUp = look_up
    may_ask: MayAsk = is_public
    ports: frozenset[int] = frozenset(PORTS)
    step: float = STEP
    whole: float = WHOLE

    def ask(self, url: str) -> Answer:
        """Return whether ``url`` answers. Never raises."""
        try:
            return self._follow(url)
        except NotAsked as refused:
            return Answer(Outcome.GUARDED, str(refused))
        except ssl.SSLCertVerificationError:
            return Answer(Outcome.SILENT, "The server’s certificate is not valid")
        except ssl.SSLError:
            return Answer(Outcome.SILENT, "The server opens no secure line")
        except socket.gaierror as error:
            gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
            return Answer(Outcome.GONE if gone else Outcome.SILENT, "There is no server of this name")
        except TimeoutError:
            return Answer(Outcome.SILENT, "The server took too long")
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(Outcome.SILENT, "The server did not answer")

    def _follow(self, url: str) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            status, target = self._ask_twice(url)
            if status not in _MOVED or not target:
                return _read(status)
            url = urljoin(url, target)
        return Answer(Outcome.GUARDED, f"It leads on more than {MOST_REDIRECTS} times")

    def _ask_twice(self, url: str) -> tuple[int, str]:
        """Ask for the head alone; a server that will not give that is asked for the page."""
        status, target = self._talk(url, "HEAD")
        return (status, target) if status < 400 else self._talk(url, "GET")

    def _talk(self, url: str, method: str) -> tuple[int, str]:
        parts = checked(url, self.ports)
        host, port = _ascii(parts.hostname or ""), _port(parts)
        numbers = sorted(self.look_up(host, port), key=lambda number: ":" in number)
        if not numbers or not all(self.may_ask(number) for number in numbers):
            raise NotAsked("It leads into a private network, so it cannot be checked from here")
        line = _Line(host, port, numbers[0], self.step, secure=parts.scheme == "https")
        with _deadline(line, self.whole), line.open() as talk:
            talk.request(method, _path(parts), headers={"Host": _named(host, parts.port)} | _POLITE)
            answer = talk.getresponse()
            if method == "GET":
                answer.read(_MOST_READ)
            return answer.status, answer.getheader("Location") or ""


def ask(url: str) -> Answer:
    """Return whether ``url`` answers. Never raises."""
    return Asker().ask(url)


def checked(url: str, ports: frozenset[int] | set[int] = frozenset(PORTS)) -> SplitResult:
    """Return the parts of an address we would ask. Raises ``NotAsked``."""
    try:
        parts = urlsplit(url)
        port = _port(parts)
    except ValueError:
        raise NotAsked("The address is not whole") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAsked("It does not lead to a page on the web")
    if parts.username is not None or parts.password is not None:
        raise NotAsked("The address holds a sign-in name")
    if port not in ports:
        raise NotAsked("It leads to an unusual port, so it cannot be checked from here")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _ascii(host: str) -> str:
    """Return a host as servers write it; "café.org" is "xn--caf-dma.org" to them."""
    try:
        return host if ":" in host else host.encode("idna").decode()
    except UnicodeError:
        raise NotAsked("The address is not whole") from None


def _named(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{port}" if port else name


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _read(status: int) -> Answer:
    if status < 400:
        return Answer(Outcome.ANSWERS, "It answers")
    if status in (404, 410):
        return Answer(Outcome.GONE, "The page is not there any more")
    if status in _NOT_FOR_MACHINES:
        return Answer(Outcome.GUARDED, "The server does not let us in, so it cannot be checked from here")
    return Answer(Outcome.SILENT, f"The server answers with error {status}")


class _Line:
    """A line to one number under the name of its host."""

    def __init__(self, host: str, port: int, number: str, step: float, *, secure: bool) -> None:
        self.host, self.port, self.number, self.step, self.secure = host, port, number, step, secure
        self.socket: socket.socket | None = None
        self.cut = False

    @contextmanager
    def open(self) -> Iterator[http.client.HTTPConnection]:
        """Connect to the number that was checked; speak under the host's name."""
        talk = http.client.HTTPConnection(self.host, self.port, timeout=self.step)
        try:
            self.socket = socket.create_connection((self.number, self.port), timeout=self.step)
            if self.secure:
                self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=self.host)
            talk.sock = self.socket
            yield talk
        except (OSError, http.client.HTTPException):
            if self.cut:
                raise TimeoutError from None
            raise
        finally:
            talk.close()
            if self.socket is not None:
                self.socket.close()

    def hang_up(self) -> None:
        """End the talk, wherever it stands."""
        self.cut = True
        with suppress(OSError):
            if self.socket is not None:
                self.socket.shutdown(socket.SHUT_RDWR)


@contextmanager
def _deadline(line: _Line, seconds: float) -> Iterator[None]:
    """Hang up after ``seconds``: a server that sends a byte now and then would keep us for ever."""
    clock = threading.Timer(seconds, line.hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
