"""The guard of the network fires, and lets this machine through."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.harness.network import NetworkRefused, is_here

#: An address that belongs to nobody (RFC 5737): should the guard fail, nobody is disturbed.
ELSEWHERE = ("192.0.2.1", 9)


def test_a_line_beyond_this_machine_is_refused() -> None:
    with (
        socket.socket() as line,
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError, match="192.0.2.1"),
    ):
        line.connect(ELSEWHERE)


def test_a_line_that_asks_for_a_number_as_answer_is_refused() -> None:
    with socket.socket() as line, pytest.raises(NetworkRefused, match="192.0.2.1"):
        line.connect_ex(ELSEWHERE)


def test_a_datagram_beyond_this_machine_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as letter, pytest.raises(NetworkRefused, match="192.0.2.1"):
        letter.sendto(b"", ELSEWHERE)


@pytest.mark.parametrize("name", ["gov.uk", b"nhs.uk"])
def test_a_name_is_not_looked_up(name: str | bytes) -> None:
    with pytest.raises(NetworkRefused, match=r"\.uk"):
        socket.getaddrinfo(name, 80)


def test_a_name_made_never_to_be_found_is_not_found() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("mail.invalid", 25)


def test_this_machine_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()


def test_a_unix_socket_answers() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        place = str(Path(folder) / "s")
        server.bind(place)
        server.listen()
        with socket.socket(socket.AF_UNIX) as line:
            assert line.connect_ex(place) == 0


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), (None, True), ("10.0.0.1", False), ("gov.uk", False)],
)
def test_only_this_machine_is_here(host: str | None, here: bool) -> None:
    assert is_here(host) is here
