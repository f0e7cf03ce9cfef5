"""Secrets of one person's own machine: made by chance on first start and kept where only they can read them."""

import contextlib
import os
import secrets
from pathlib import Path

KEY = "secret-key"
DEMO_PASSWORD = "demo-password"  # noqa: S105 - the name of its file
_EASY = "abcdefghjkmnpqrstuvwxyz23456789"


def made_by_chance() -> str:
    """Return a new SECRET_KEY of 64 letters."""
    return secrets.token_urlsafe(48)


def easy_to_type() -> str:
    """Return a new password in four groups of four letters that are not mistaken for one another."""
    return "-".join("".join(secrets.choice(_EASY) for _ in range(4)) for _ in range(4))


def kept_in(home: Path, name: str = KEY) -> str:
    """Return the secret kept in ``home``, or nothing."""
    with contextlib.suppress(OSError):
        return (home / name).read_text().strip()
    return ""


def keep_in(home: Path, name: str, new: str) -> str:
    """Return the secret kept in ``home``; keep ``new`` there if there is none."""
    if kept := kept_in(home, name):
        return kept
    fresh = home / f"{name}.new"
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(new)
    fresh.rename(home / name)
    return new
