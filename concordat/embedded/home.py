"""CONCORDAT_HOME belongs to one running Concordat at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from concordat.embedded import folders
from concordat.embedded.errors import EmbeddedError, from_os_error


class Home:
    """The folder with data, letters, uploads and logs, locked while Concordat runs from it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is made yet."""
        self.folder = folder
        self._lock = -1

    def take(self, address: str) -> None:
        """Make the folder, lock it and write ``address`` into the lock. Raises ``EmbeddedError``."""
        folders.private_folder(self.folder, mode=0o711 if os.geteuid() == 0 else 0o700)
        try:
            self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(self._lock, 0)
            os.write(self._lock, f"{os.getpid()} {address}\n".encode())
            for name in ("mail", "files", "logs"):
                folders.private_folder(self.folder / name)
        except BlockingIOError:
            raise EmbeddedError(self._taken()) from None
        except OSError as error:
            raise from_os_error(error, self.folder) from error

    def leave(self) -> None:
        """Unlock the folder."""
        if self._lock >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self._lock, 0)
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        """Give itself; ``take`` locks."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Unlock."""
        self.leave()

    def _taken(self) -> str:
        pid, _, address = (self.folder / "lock").read_text().strip().partition(" ")
        where = f" at {address}" if address else ""
        return (
            f"Concordat already runs from {self.folder}{where} (process {pid or 'unknown'}). "
            "Use it there, stop it first, or set CONCORDAT_HOME to another folder."
        )


def check_port(port: int) -> None:
    """Raise ``EmbeddedError`` when the web server could not listen on ``port``."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise EmbeddedError(
                f"Port {port} may be used by root alone. Choose one above 1023: PORT=8000 make run"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise EmbeddedError(
                f"Port {port} is in use by another program. Stop that program, or choose another port: PORT={other} make run"
            ) from None
