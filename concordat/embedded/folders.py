"""Folders that only one person can enter."""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path
from urllib.parse import quote

from concordat.embedded.errors import EmbeddedError, disk_full, from_os_error

# A Unix socket's path has room for 108 bytes, the last of them zero (104 on macOS).
LONGEST_SOCKET = 100
LONGEST_NAME = len("/postgres/.s.PGSQL.5432.lock")
FREE_FOR_FIRST_START = 300 * 1024 * 1024
FREE_FOR_NEXT_START = 60 * 1024 * 1024


def private_folder(folder: Path, *, mode: int = 0o700) -> Path:
    """Make ``folder`` if it is missing and close it to others. Raises ``EmbeddedError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    except FileExistsError:
        raise EmbeddedError(f"{folder} is a file where a folder is needed. Move it away, then start again.") from None
    except OSError as error:
        raise from_os_error(error, folder) from error
    return folder


def check_room(folder: Path, needed: int) -> None:
    """Raise ``EmbeddedError`` when the disk of ``folder`` has fewer than ``needed`` bytes free."""
    if shutil.disk_usage(folder).free < needed:
        raise disk_full(folder)


def socket_place(home: Path) -> Path:
    """Say where the sockets of ``home`` are: inside it, or in a short place where that path is too long."""
    inside = home.absolute() / "run"
    if len(os.fsencode(inside)) + LONGEST_NAME <= LONGEST_SOCKET:
        return inside
    mark = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:12]
    return _short_root() / f"concordat-{os.geteuid()}-{mark}"


def socket_folder(home: Path) -> Path:
    """Make the closed folder for the sockets of ``home`` and return it."""
    folder = socket_place(home)
    if not folder.is_symlink():
        private_folder(folder, mode=_mode())
    _check_owner(folder)
    return folder


def postgres_url(home: Path) -> str:
    """Return the address of the embedded PostgreSQL of ``home``, running or not."""
    return f"postgresql://concordat@/concordat?host={quote(str(socket_place(home) / 'postgres'))}"


def valkey_url(home: Path) -> str:
    """Return the address of the embedded Valkey of ``home``, running or not."""
    return f"unix://{quote(str(socket_place(home) / 'valkey' / 'valkey.sock'))}?db=0"


def _mode() -> int:
    """Root lets PostgreSQL's own user pass through, but not look; what is inside is closed."""
    return 0o711 if os.geteuid() == 0 else 0o700


def _short_root() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    usable = runtime and os.access(runtime, os.W_OK) and len(os.fsencode(runtime)) <= 40 and os.geteuid() != 0
    return Path(runtime) if usable else Path(_short_temporary())


def _short_temporary() -> str:
    chosen = tempfile.gettempdir()
    return chosen if len(os.fsencode(chosen)) <= 40 else "/tmp"  # noqa: S108 - its folder is closed and checked below


def _check_owner(folder: Path) -> None:
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
        raise EmbeddedError(
            f"{folder} belongs to somebody else. Ask them to remove it, or set CONCORDAT_HOME to a shorter path."
        )
