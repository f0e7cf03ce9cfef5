"""One person's own machine: what ``make run`` and every ``manage.py`` command use.

Without ``DATABASE_URL`` and ``REDIS_URL`` they mean the embedded servers of ``CONCORDAT_HOME``,
so a command in a second terminal works while ``make run`` runs in the first.
"""

import os

from concordat.embedded import folders, secret
from concordat.env import Environment
from concordat.logs import logging_settings
from concordat.settings.base import *  # noqa: F403
from concordat.settings.base import CONCORDAT_HOME

env = Environment(os.environ)

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY") or secret.kept_in(CONCORDAT_HOME) or secret.made_by_chance()
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
DEMO_PASSWORD = secret.kept_in(CONCORDAT_HOME, secret.DEMO_PASSWORD)
SITE_URL = env.origin(f"http://127.0.0.1:{env.port()}")

DATABASES = {"default": env.database(folders.postgres_url(CONCORDAT_HOME))}
_redis = env.redis(folders.valkey_url(CONCORDAT_HOME))
CELERY_BROKER_URL = _redis.broker_url
CACHES = {
    "default": {"BACKEND": "concordat.cache.ForgivingRedisCache", "LOCATION": _redis.url, "KEY_PREFIX": "concordat"}
}

globals().update(env.email((CONCORDAT_HOME / "mail").as_uri()))
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Concordat <concordat@localhost>")

# Letters that are only written to files wake nobody.
LETTER_HOURS = env.letter_hours("7-19" if env.text("EMAIL_URL") else "any")

# Static files straight from static/: nothing to collect before a start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = logging_settings(env.level(), as_json=False)
