"""The one error of the embedded servers."""

import errno
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class EmbeddedError(Exception):
    """Something stops a start. Its text is a sentence that tells a person what to do."""


def disk_full(folder: Path) -> EmbeddedError:
    """Return the error for a disk that cannot take more."""
    return EmbeddedError(
        f"The disk that holds {folder} is full. Free at least 500 MB on it, or set CONCORDAT_HOME "
        "to a folder on another disk, then start again."
    )


def from_os_error(error: OSError, folder: Path) -> EmbeddedError:
    """Turn an operating system error met in ``folder`` into a sentence."""
    if error.errno in FULL:
        return disk_full(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EmbeddedError(
            f"Concordat may not write in {error.filename or folder}. Give yourself the right to write there, "
            "or set CONCORDAT_HOME to a folder that is yours, then start again."
        )
    return EmbeddedError(f"{folder} cannot be used: {error.strerror or error}. Set CONCORDAT_HOME to another folder.")
