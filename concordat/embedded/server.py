"""What the embedded servers share: a folder of their own, a start that leaves nothing behind when it fails, an end."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from concordat.embedded import folders, process
from concordat.embedded.errors import from_os_error


class EmbeddedServer:
    """A server whose data lives in ``home/<name>`` and whose socket only its owner can reach.

    ``start`` returns its URL. With ``durable=False`` (tests) it does not wait for the disk.
    """

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    stop_patience: ClassVar[float] = 10.0

    def __init__(self, home: Path, *, durable: bool = True, pause: Callable[[float], None] = time.sleep) -> None:
        """Take the folder, and how to wait; nothing is started or written yet."""
        self.pause = pause
        self.home = home.absolute()
        self.data = self.home / self.name
        self.log = self.home / f"{self.name}.log"
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start and return the server's URL. Raises ``EmbeddedError``; then nothing is left running."""
        folders.private_folder(self.home, mode=0o711 if os.geteuid() == 0 else 0o700)
        try:
            return self._begin()
        except OSError as error:
            self.stop()
            raise from_os_error(error, self.home) from error
        except BaseException:
            self.stop()
            raise

    def _begin(self) -> str:
        """Make what is missing, start the process, wait until it answers; returns the URL."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop the server and wait until its data is safe. Stopping twice does nothing."""
        if self.process is not None:
            process.stop(self.process, by=self.stop_signal, patience=self.stop_patience)
            self.process = None

    def __enter__(self) -> Self:
        """Start; the URL is in ``url``."""
        self.url = self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()
