"""Production starts only with strong settings, and says which one is missing or weak."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STRONG = {
    "DJANGO_SETTINGS_MODULE": "concordat.settings.production",
    "SECRET_KEY": "pV3x-Qm8wZ_tR5kYb7NcE1uHs9LfJd2GaXo6iTvWq4rCzBn0yMhKePgS",
    "ALLOWED_HOSTS": "concordat.example.gov.uk",
    "SITE_URL": "https://concordat.example.gov.uk",
    "DATABASE_URL": "postgresql://me:secret@db.example/concordat",
    "REDIS_URL": "redis://:secret@redis.example/0",
    "EMAIL_URL": "smtps://me:secret@mail.example",
    "MAIL_FROM": "Concordat <no-reply@example.gov.uk>",
}


def settings(code: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own."""
    env = {"PATH": os.environ["PATH"]} | STRONG | changes
    program = f"import django.conf; s = django.conf.settings; s.DEBUG; {code}"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_strong_settings_are_taken() -> None:
    done = settings("print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG)")
    assert done.stdout.split() == ["31536000", "True", "True", "False"], done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("SECRET_KEY", "secret", "SECRET_KEY is too weak"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS must name the hosts"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name the hosts"),
        ("SITE_URL", "", "SITE_URL is not set"),
        ("SITE_URL", "http://concordat.example.gov.uk", "SITE_URL must begin with https://"),
        ("DATABASE_URL", "", "DATABASE_URL is not set"),
        ("REDIS_URL", "", "REDIS_URL is not set"),
        ("EMAIL_URL", "", "EMAIL_URL is not set"),
        ("MAIL_FROM", "nobody", "MAIL_FROM must be the address"),
        ("BEHIND_PROXY", "perhaps", "BEHIND_PROXY must be 1 or 0"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of"),
    ],
)
def test_each_missing_or_weak_setting_is_named(name: str, value: str, sentence: str) -> None:
    done = settings(**{name: value})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_several_mistakes_are_said_in_one_go_and_without_a_traceback() -> None:
    env = {"PATH": os.environ["PATH"]} | STRONG | {"SECRET_KEY": "", "EMAIL_URL": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "- SECRET_KEY is not set" in done.stderr
    assert "- EMAIL_URL is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_proxys_word_is_believed_only_when_there_is_one() -> None:
    assert settings("print(s.SECURE_PROXY_SSL_HEADER)").stdout.strip() == "None"
    assert "HTTP_X_FORWARDED_PROTO" in settings("print(s.SECURE_PROXY_SSL_HEADER)", BEHIND_PROXY="1").stdout


def test_deployment_checks_find_nothing() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, cwd=ROOT, env={"PATH": os.environ["PATH"]} | STRONG, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
