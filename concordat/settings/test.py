"""What the tests run on. ``tests/conftest.py`` puts a private PostgreSQL and folder in place."""

import os

from concordat.env import Environment
from concordat.settings.base import *  # noqa: F403

SECRET_KEY = "a-secret-that-guards-nothing-but-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
JOBS_HELD = True
# The address is nowhere: without DATABASE_URL the harness puts its own server here.
DATABASES = {"default": Environment(os.environ).database("postgresql://concordat@/concordat?host=/nowhere")}
CELERY_BROKER_URL = "memory://"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_FROM_EMAIL = "Concordat <concordat@testserver>"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LETTER_HOURS: tuple[int, int] | None = None  # at any hour; the tests about hours set their own
