"""Addresses on the web that people type."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Answer whether it is a whole address that starts with http:// or https:// and carries no sign-in name."""
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = url.isprintable() and not any(char in url for char in ' <>"\\')
    return plain and whole and parts.scheme.lower() in ("http", "https") and "@" not in parts.netloc
