"""Server processes: started with few rights, ended for certain."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from concordat.embedded.errors import EmbeddedError

# PostgreSQL refuses to be root. As root it gets a number that is nobody's, so that no
# other service on the machine can enter its folders.
PRIVATE_UID = 61_153
_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _AMBIENT_RAISE = 1, 8, 47, 2
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_CAPSET = {"x86_64": 126, "aarch64": 91}
_libc = ctypes.CDLL(None, use_errno=True)


def server_uid() -> int | None:
    """Return the user id PostgreSQL has to run under, or None for our own."""
    return PRIVATE_UID if os.geteuid() == 0 else None


def nobody_uid() -> int | None:
    """Return a user id that has a name, which ``initdb`` insists on, or None for our own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        raise EmbeddedError(
            "This machine has no user “nobody”. Start Concordat as an ordinary user, not as root."
        ) from None


def spawn(
    command: Sequence[str], *, folder: Path, uid: int | None, log: IO[bytes], env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a server in its own session, so that Ctrl-C reaches only its supervisor.

    On Linux the server is told to end when its supervisor dies, however it dies.
    Call it from the main thread. Raises ``EmbeddedError``.
    """
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_lower_rights(uid, reach=(folder, Path(command[0]))),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EmbeddedError(
            f"{Path(command[0]).name} cannot be started ({error}). "
            + (
                "Start Concordat as an ordinary user, not as root."
                if uid is not None
                else "Run “make run” again to install it anew."
            )
        ) from error


def end_with_parent(by: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """Return what a child does first so that it ends when its parent does (Linux)."""

    def bind() -> None:
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0)

    return bind


def stop(process: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM, patience: float = 10.0) -> None:
    """End ``process``, kindly for ``patience`` seconds and then for certain."""
    if process.poll() is not None:
        return
    process.send_signal(by)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


def command_line(pid: int) -> str:
    """Return the command line of process ``pid``, or nothing where it does not run."""
    listed = Path("/proc") / str(pid) / "cmdline"
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return listed.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    found = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)
    return found.stdout


def end_orphan(pid: int, *, by: signal.Signals, patience: float = 15.0) -> bool:
    """End a process that is not our child; return whether it is gone."""
    os.kill(pid, by)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not command_line(pid):
            return True
        time.sleep(0.05)
    return False


def _lower_rights(uid: int | None, *, reach: Sequence[Path]) -> Callable[[], None]:
    """Return what the child does before it becomes the server."""
    capability = _capability_for(uid, reach) if uid is not None else None
    bind = end_with_parent(signal.SIGINT)

    def lower() -> None:
        if uid is not None:
            if capability is not None:
                _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            if capability is not None:
                _keep_only(capability)
        bind()

    return lower


def _capability_for(uid: int, reach: Sequence[Path]) -> int | None:
    """Return the one right that lets ``uid`` walk through closed folders above ``reach``, if it needs any."""
    closed = [folder for path in reach for folder in path.resolve().parents if not _passable(folder, uid)]
    if not closed:
        return None
    held = _held_capabilities()
    for capability in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE):
        if held >> capability & 1 and os.uname().machine in _CAPSET:
            return capability
    raise EmbeddedError(
        f"PostgreSQL will not run as root, and no other user may enter {closed[0]}. "
        "Start Concordat as an ordinary user, or from a folder such as /srv that others may enter."
    )


def _passable(folder: Path, uid: int) -> bool:
    facts = folder.stat()
    return bool(facts.st_mode & 0o001) or (facts.st_uid == uid and bool(facts.st_mode & 0o100))


def _held_capabilities() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapPrm")), 0)


def _keep_only(capability: int) -> None:
    """Keep one right across exec and drop every other."""
    bit = 1 << capability
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    rights = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    if _libc.syscall(_CAPSET[os.uname().machine], header, rights) != 0:
        raise OSError(ctypes.get_errno(), "the right to enter closed folders could not be kept")
    if _libc.prctl(_PR_CAP_AMBIENT, _AMBIENT_RAISE, capability, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the right to enter closed folders could not be kept")
