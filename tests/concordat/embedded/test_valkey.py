"""The Valkey of one's own."""

import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from concordat.embedded import EmbeddedError, EmbeddedValkey


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home in a short path."""
    with tempfile.TemporaryDirectory(prefix="cct-") as folder:
        yield Path(folder) / "home"


def test_it_answers_on_a_closed_socket_and_on_no_network(home: Path) -> None:
    with EmbeddedValkey(home) as server:
        client = redis.Redis.from_url(server.url)
        assert client.ping()
        assert client.config_get("port") == {"port": "0"}
        assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700


def test_what_waits_in_a_queue_is_there_at_the_next_start(home: Path) -> None:
    with EmbeddedValkey(home) as server:
        redis.Redis.from_url(server.url).lpush("jobs", "one")
    with EmbeddedValkey(home) as server:
        assert redis.Redis.from_url(server.url).lrange("jobs", 0, -1) == [b"one"]


def test_a_socket_left_behind_is_no_obstacle(home: Path) -> None:
    server = EmbeddedValkey(home, durable=False)
    server.start()
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    assert server.socket.exists()
    with EmbeddedValkey(home, durable=False) as again:
        assert redis.Redis.from_url(again.url).ping()


def test_a_second_server_on_the_same_socket_is_refused(home: Path) -> None:
    with (
        EmbeddedValkey(home, durable=False) as first,
        pytest.raises(EmbeddedError, match="Another Valkey already uses"),
    ):
        EmbeddedValkey(first.home, durable=False).start()


def test_a_spoilt_queue_file_is_named(home: Path) -> None:
    (home / "valkey").mkdir(parents=True)
    (home / "valkey" / "dump.rdb").write_bytes(b"VALKEY080" + b"spoilt" * 20)
    with pytest.raises(EmbeddedError, match=r"dump\.rdb cannot be read. Remove that file"):
        EmbeddedValkey(home).start()
