"""The SECRET_KEY of one person's own machine: made by chance on first start and kept."""

import contextlib
import os
import secrets
from pathlib import Path

NAME = "secret-key"


def made_by_chance() -> str:
    """Return a new key of 64 letters."""
    return secrets.token_urlsafe(48)


def kept_in(home: Path) -> str:
    """Return the key kept in ``home``, or nothing."""
    with contextlib.suppress(OSError):
        return (home / NAME).read_text().strip()
    return ""


def keep_in(home: Path) -> str:
    """Return the key kept in ``home``; make one that only its owner can read if there is none."""
    if kept := kept_in(home):
        return kept
    new = home / f"{NAME}.new"
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made_by_chance())
    new.rename(home / NAME)
    return kept_in(home)
