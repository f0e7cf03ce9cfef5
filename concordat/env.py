"""What the environment says, read once, typed, with a sentence for each mistake.

Settings modules alone use this; everything else asks ``django.conf.settings``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Every variable Concordat reads, and what it means.
VARIABLES = {
    "SECRET_KEY": "signs sessions and links; 50 characters or more, made by chance, kept secret",
    "ALLOWED_HOSTS": "names the service answers to, with commas: concordat.example.gov.uk",
    "SITE_URL": "the address people use, for links in letters: https://concordat.example.gov.uk",
    "DATABASE_URL": "PostgreSQL 15 or newer: postgresql://user:password@host:5432/name, or ?host=/folder of its socket",
    "REDIS_URL": "Redis or Valkey: redis://:password@host:6379/0, rediss://… or unix:///path?db=0",
    "EMAIL_URL": "how letters leave: smtp://user:password@host:587, smtps://…:465 or file:///folder",
    "LETTER_HOURS": "between which hours of a working day reminders leave: 7-19 when it is not given, or any",
    "MAIL_FROM": "whom letters come from: Concordat <no-reply@example.gov.uk>",
    "CONTACT_EMAIL": "where people write about access and privacy: help@example.gov.uk",
    "PORT": "the port of the web server, 8000 when it is not given",
    "CONCORDAT_HOME": "the folder for data, letters and uploads, .concordat when it is not given",
    "CONCORDAT_DEMO": "1 to load the invented demo country on first start, 0 to begin empty",
    "BEHIND_PROXY": "1 when a proxy that you run ends TLS and sets X-Forwarded-Proto",
    "WEB_WORKERS": "web processes, 2 when it is not given",
    "WEB_THREADS": "threads in each web process, 4 when it is not given",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "DJANGO_SETTINGS_MODULE": "concordat.settings.production for real use",
}
_POSTGRES_OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name", "options"}
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

T = TypeVar("T")


class BadSetting(ImproperlyConfigured):
    """A variable is missing or wrong. Its text says which, and what to write instead."""


@dataclass(frozen=True)
class Environment:
    """The environment's variables, read by name and type."""

    values: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        """Return the variable without blanks around it; an empty one counts as not given."""
        assert name in VARIABLES, name
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, default: bool = False) -> bool:
        """Read 1 or 0 (also yes/no, true/false, on/off)."""
        text = self.text(name, "1" if default else "0").lower()
        if text in ("1", "yes", "true", "on"):
            return True
        if text in ("0", "no", "false", "off"):
            return False
        raise BadSetting(f"{name} must be 1 or 0, not “{text}”.")

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        """Read a whole number between ``low`` and ``high``."""
        text = self.text(name, str(default))
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise BadSetting(f"{name} must be a whole number from {low} to {high}, not “{text}”.")
        return int(text)

    def port(self) -> int:
        """Return the web server's port."""
        return self.number("PORT", 8000, low=1, high=65535)

    def home(self, base: Path) -> Path:
        """Return the folder for data, read from ``base`` when it is relative."""
        return (base / Path(self.text("CONCORDAT_HOME", ".concordat")).expanduser()).absolute()

    def names(self, name: str) -> list[str]:
        """Read a list with commas."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def level(self) -> str:
        """Return the log level."""
        level = self.text("LOG_LEVEL", "INFO").upper()
        if level not in _LEVELS:
            raise BadSetting(f"LOG_LEVEL must be one of {', '.join(_LEVELS)}, not “{level}”.")
        return level

    def origin(self, default: str = "") -> str:
        """Return SITE_URL without a slash at its end."""
        address = self.text("SITE_URL", default)
        parts = _split("SITE_URL", address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise BadSetting(
                "SITE_URL must be the address people use and no more, such as https://concordat.example.gov.uk."
            )
        return address.rstrip("/")

    def safe_origin(self) -> str:
        """Return SITE_URL, which must be https."""
        origin = self.origin()
        if not origin.startswith("https://"):
            raise BadSetting("SITE_URL must begin with https://: people sign in here.")
        return origin

    def strong_secret(self) -> str:
        """Return SECRET_KEY, which must be long and made by chance."""
        secret = self.text("SECRET_KEY")
        how = "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        if not secret:
            raise BadSetting(f"SECRET_KEY is not set. {how}")
        weak = len(secret) < 50 or len(set(secret)) < 15 or secret.startswith("django-insecure-")
        if weak or any(word in secret.lower() for word in ("change-me", "changeme", "change_me", "your-secret")):
            raise BadSetting(f"SECRET_KEY is too weak: it needs 50 letters or more, made by chance. {how}")
        return secret

    def strict_hosts(self) -> list[str]:
        """Return ALLOWED_HOSTS, which must name hosts, not all of them."""
        hosts = self.names("ALLOWED_HOSTS")
        if not hosts or any("*" in host or host == "." or "/" in host for host in hosts):
            raise BadSetting(
                "ALLOWED_HOSTS must name the hosts people use, without * or https://: concordat.example.gov.uk"
            )
        return hosts

    def sender(self) -> str:
        """Return MAIL_FROM, which must hold an address."""
        sender = self.text("MAIL_FROM")
        if "@" not in parseaddr(sender)[1]:
            raise BadSetting("MAIL_FROM must be the address letters come from: Concordat <no-reply@example.gov.uk>")
        return sender

    def database(self, default: str = "") -> dict[str, Any]:
        """Return Django's settings for DATABASE_URL."""
        return read_database_url(self.text("DATABASE_URL", default))

    def redis(self, default: str = "") -> RedisPlace:
        """Return where REDIS_URL points."""
        return read_redis_url(self.text("REDIS_URL", default))

    def email(self, default: str = "") -> dict[str, Any]:
        """Return Django's EMAIL_… settings for EMAIL_URL."""
        return read_email_url(self.text("EMAIL_URL", default))

    def letter_hours(self, default: str = "7-19") -> tuple[int, int] | None:
        """Return the hours of LETTER_HOURS (from, to), None for any. Raises ``BadSetting``."""
        return read_hours(self.text("LETTER_HOURS", default))


class Problems:
    """Every mistake in the settings, so that a person mends them in one go."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[str] = []

    def catch(self, read: Callable[[], T], instead: T) -> T:
        """Return what ``read`` gives, or note its mistake and return ``instead``."""
        try:
            return read()
        except BadSetting as problem:
            self.found.append(str(problem))
            return instead

    def sentence(self) -> str:
        """Return all mistakes, one a line."""
        return "Concordat does not start until these settings are right:\n" + "\n".join(
            f"- {text}" for text in self.found
        )


def read_database_url(url: str) -> dict[str, Any]:
    """Return an entry of ``DATABASES``. Raises ``BadSetting``; the password is never repeated."""
    pattern = "postgresql://user:password@host:5432/name"
    parts = _split("DATABASE_URL", url, pattern)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadSetting(f"DATABASE_URL must begin with postgresql:// ({pattern}). Concordat runs on PostgreSQL only.")
    query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    port = _port("DATABASE_URL", parts)
    host = query.pop("host", "") or unquote(parts.hostname or "")
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise BadSetting(f"DATABASE_URL must name one database after the host: {pattern}.")
    if unknown := sorted(set(query) - _POSTGRES_OPTIONS):
        raise BadSetting(f"DATABASE_URL has an option that Concordat does not know: {', '.join(unknown)}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": {"connect_timeout": 5} | {key: _whole(value) for key, value in query.items()},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@dataclass(frozen=True)
class RedisPlace:
    """One Redis or Valkey, as the cache and as Celery want to be told."""

    url: str = field(repr=False)
    broker_url: str = field(repr=False)


def read_redis_url(url: str) -> RedisPlace:
    """Return the two forms of ``REDIS_URL``. Raises ``BadSetting``."""
    pattern = "redis://:password@host:6379/0 or unix:///path/to/redis.sock?db=0"
    parts = _split("REDIS_URL", url, pattern)
    if parts.scheme in ("redis", "rediss"):
        _port("REDIS_URL", parts)
        if not parts.hostname or (parts.path.strip("/") and not parts.path.strip("/").isdigit()):
            raise BadSetting(f"REDIS_URL must name a host and a numbered database: {pattern}.")
        return RedisPlace(url, url)
    if parts.scheme != "unix":
        raise BadSetting(f"REDIS_URL must begin with redis://, rediss:// or unix:// ({pattern}).")
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    if not parts.path.strip("/") or not number.isdigit():
        raise BadSetting(f"REDIS_URL must name the socket’s path and a numbered database: {pattern}.")
    who = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return RedisPlace(url, f"redis+socket://{who}{parts.path}?virtual_host={number}")


def read_hours(text: str) -> tuple[int, int] | None:
    """Return two hours of a day written "7-19", None for "any". Raises ``BadSetting``."""
    if text == "any":
        return None
    begin, _, end = text.partition("-")
    if not (begin.isascii() and begin.isdigit() and end.isascii() and end.isdigit() and int(begin) < int(end) <= 24):
        raise BadSetting("LETTER_HOURS must be two hours such as 7-19, or any.")
    return int(begin), int(end)


def read_email_url(url: str) -> dict[str, Any]:
    """Return the ``EMAIL_…`` settings of ``EMAIL_URL``. Raises ``BadSetting``."""
    pattern = "smtp://user:password@host:587, smtps://user:password@host:465 or file:///folder"
    parts = _split("EMAIL_URL", url, pattern)
    if parts.scheme == "file":
        if parts.netloc or not parts.path.strip("/"):
            raise BadSetting("EMAIL_URL with file:// needs a folder’s full path: file:///var/lib/concordat/mail.")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting(f"EMAIL_URL must be one of {pattern}.")
    tls = parse_qs(parts.query).get("tls", [""])[-1]
    if tls not in ("", "0", "1"):
        raise BadSetting("EMAIL_URL may end in ?tls=1 or ?tls=0, and nothing else.")
    safe = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port("EMAIL_URL", parts) or (465 if safe else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": safe,
        "EMAIL_USE_TLS": not safe and (tls == "1" or (tls == "" and _port("EMAIL_URL", parts) == 587)),
        "EMAIL_TIMEOUT": 20,
    }


def _split(name: str, url: str, pattern: str = "") -> SplitResult:
    hint = f" Write it as {pattern}." if pattern else ""
    if not url:
        raise BadSetting(f"{name} is not set.{hint}")
    if any(letter.isspace() for letter in url):
        raise BadSetting(f"{name} has a blank in it.{hint}")
    try:
        return urlsplit(url)
    except ValueError:
        raise BadSetting(
            f"{name} cannot be read; a letter such as [ or # in a password must be written as %5B or %23.{hint}"
        ) from None


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise BadSetting(
            f"{name} has a port that is not a number from 1 to 65535; letters such as : / @ in a password must be percent-encoded."
        ) from None


def _whole(value: str) -> int | str:
    return int(value) if value.isascii() and value.isdigit() else value
