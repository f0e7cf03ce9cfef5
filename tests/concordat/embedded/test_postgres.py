"""The PostgreSQL of one's own: safe in every way it can be found."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from concordat.embedded import EmbeddedError, EmbeddedPostgres, folders, process


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A home whose database was made once; tests copy it."""
    home = Path(tempfile.mkdtemp(prefix="cct-")) / "home"
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    server.stop()
    yield home
    shutil.rmtree(home.parent)


@pytest.fixture
def home(made: Path) -> Iterator[Path]:
    """A copy of the made home in a short path."""
    folder = Path(tempfile.mkdtemp(prefix="cct-"))
    subprocess.run(["cp", "-a", str(made), str(folder / "home")], check=True)
    yield folder / "home"
    shutil.rmtree(folder)


def one(url: str, query: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def test_it_is_a_postgresql_18_that_listens_on_no_network(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        assert one(server.url, "SHOW server_version").startswith("18.")
        assert one(server.url, "SHOW listen_addresses") == ""


def test_real_data_waits_for_the_disk(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        assert (one(server.url, "SHOW fsync"), one(server.url, "SHOW full_page_writes")) == ("on", "on")


def test_rows_are_there_at_the_next_start(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        connection = psycopg2.connect(server.url)
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT 7 AS number")
        connection.close()
    with EmbeddedPostgres(home, durable=False) as server:
        assert one(server.url, "SELECT number FROM kept") == 7


def test_the_socket_lies_in_a_folder_only_its_owner_can_enter(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        assert stat.S_IMODE(server.sockets.stat().st_mode) == 0o700
        assert (server.sockets / ".s.PGSQL.5432").is_socket()


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    long = home.parent / ("long-" * 20) / "home"
    long.parent.mkdir()
    home.rename(long)
    with EmbeddedPostgres(long, durable=False) as server:
        assert len(str(server.sockets / ".s.PGSQL.5432")) < 104
        assert one(server.url, "SELECT 1") == 1
    shutil.rmtree(server.sockets.parent)


def test_a_stale_mark_of_another_process_is_no_obstacle(home: Path) -> None:
    (home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{home / 'postgres'}\n1\n5432\n\n\n\n\n")
    with EmbeddedPostgres(home, durable=False) as server:
        assert one(server.url, "SELECT 1") == 1


def test_a_server_that_outlived_its_supervisor_is_ended_first(home: Path) -> None:
    orphan = EmbeddedPostgres(home, durable=False)
    orphan.start()
    assert orphan.process is not None
    with EmbeddedPostgres(home, durable=False) as server:
        assert one(server.url, "SELECT 1") == 1
        assert orphan.process.poll() is not None


def test_a_killed_server_recovers(home: Path) -> None:
    server = EmbeddedPostgres(home)
    server.start()
    assert server.process is not None
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    with EmbeddedPostgres(home) as again:
        assert one(again.url, "SELECT 1") == 1


def test_an_unfinished_first_start_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "postgres.new-123"
    left.mkdir()
    (left / "PG_VERSION").write_text("18\n")
    with pytest.raises(EmbeddedError):
        _with_room(tmp_path, free=0)
    assert not left.exists()


@pytest.mark.parametrize("missing", ["PG_VERSION", "global/pg_control"])
def test_a_folder_that_lacks_a_part_is_refused(home: Path, missing: str) -> None:
    (home / "postgres" / missing).unlink()
    with pytest.raises(EmbeddedError, match=r"is not complete: .* move it away"):
        EmbeddedPostgres(home).start()


def test_a_folder_of_another_version_is_refused(home: Path) -> None:
    (home / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError, match="was made by PostgreSQL 16; this version brings PostgreSQL 18"):
        EmbeddedPostgres(home).start()


def test_a_disk_with_too_little_room_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="is full. Free at least 500 MB"):
        _with_room(tmp_path, free=10_000_000)
    assert not (tmp_path / "postgres").exists()


def test_a_disk_that_fills_up_on_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """initdb may write no file above 100 KB: the system's own answer to a full disk or quota."""
    monkeypatch.setattr(folders, "FREE_FOR_FIRST_START", 0)
    limited = _limit_files(100_000)
    monkeypatch.setattr(process, "_lower_rights", limited(process._lower_rights))
    with pytest.raises(EmbeddedError, match="is full. Free at least 500 MB"):
        EmbeddedPostgres(tmp_path, durable=False).start()
    assert list(tmp_path.glob("postgres*/")) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can close a folder and still start a server in it")
def test_root_can_start_it_inside_a_folder_closed_to_all_others(home: Path) -> None:
    home.parent.chmod(0o700)
    with EmbeddedPostgres(home, durable=False) as server:
        assert one(server.url, "SELECT 1") == 1
        assert server.process is not None
        facts = Path(f"/proc/{server.process.pid}/status").read_text()
    assert f"Uid:\t{process.PRIVATE_UID}" in facts
    rights = int(next(line for line in facts.splitlines() if line.startswith("CapEff")).split()[1], 16)
    assert rights.bit_count() == 1


def _with_room(home: Path, *, free: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(free, 0, free))
        EmbeddedPostgres(home, durable=False).start()


def _limit_files(largest: int):
    import resource

    def wrap(lower_rights):
        def limited(*args, **kwargs):
            lower = lower_rights(*args, **kwargs)

            def both() -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
                lower()

            return both

        return limited

    return wrap
