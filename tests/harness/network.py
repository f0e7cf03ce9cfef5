"""No test reaches beyond this machine.

``pytest-socket`` lets sockets connect to the loopback and to Unix sockets only (``addopts`` in
pyproject.toml). What it does not watch is watched here: names may not be looked up, as a look-up
already leaves the machine, and a datagram needs no connection to be sent.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest

_look_up = socket.getaddrinfo
_send_to = socket.socket.sendto
_connect_ex = socket.socket.connect_ex


class NetworkRefused(AssertionError):
    """A test asked for something beyond this machine."""


def is_here(host: str | bytes | None) -> bool:
    """Say whether ``host`` means this machine without asking anybody."""
    if host is None or host in ("", b""):
        return True
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("localhost", socket.gethostname()) or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def guarded_look_up(host: str | bytes | None, *rest: Any, **more: Any) -> Any:
    """Look ``host`` up when it means this machine."""
    if is_here(host):
        return _look_up(host, *rest, **more)
    if is_reserved(host):
        raise socket.gaierror(socket.EAI_NONAME, f"{host!r} is a name nobody has")
    raise NetworkRefused(f"A test looked up {host!r}. Tests stay on this machine: use a server of their own.")


def is_reserved(host: str | bytes | None) -> bool:
    """Say whether ``host`` is a name or a number made never to be found (RFC 2606): tests of failure use those."""
    name = host.decode() if isinstance(host, bytes) else str(host)
    return name.endswith((".invalid", ".example", ".test"))


def guarded_send_to(self: socket.socket, data: Any, *rest: Any) -> int:
    """Send a datagram when it stays on this machine."""
    address = rest[-1] if rest else None
    if self.family != socket.AF_UNIX and isinstance(address, tuple) and not is_here(address[0]):
        raise NetworkRefused(f"A test sent a datagram to {address[0]!r}. Tests stay on this machine.")
    return _send_to(self, data, *rest)


def guarded_connect_ex(self: socket.socket, address: Any) -> int:
    """Connect when it stays on this machine."""
    if self.family != socket.AF_UNIX and isinstance(address, tuple) and not is_here(address[0]):
        raise NetworkRefused(f"A test connected to {address[0]!r}. Tests stay on this machine.")
    return _connect_ex(self, address)


def guard(patch: pytest.MonkeyPatch) -> None:
    """Put the guards in place until ``patch`` is undone."""
    guards: tuple[tuple[object, str, Callable[..., Any]], ...] = (
        (socket, "getaddrinfo", guarded_look_up),
        (socket.socket, "sendto", guarded_send_to),
        (socket.socket, "connect_ex", guarded_connect_ex),
    )
    for owner, name, guarded in guards:
        patch.setattr(owner, name, guarded)
