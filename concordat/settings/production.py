"""Real use. Everything comes from the environment; a missing or weak setting stops the start and is named."""

import os
from typing import Any

from concordat.env import BadSetting, Environment, Problems
from concordat.logs import logging_settings
from concordat.settings.base import *  # noqa: F403

env = Environment(os.environ)
problems = Problems()

DEBUG = False
SECRET_KEY = problems.catch(env.strong_secret, "")
ALLOWED_HOSTS: list[str] = problems.catch(env.strict_hosts, [])
SITE_URL = problems.catch(env.safe_origin, "")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

_database: dict[str, Any] = problems.catch(lambda: env.database(), {})
DATABASES = {"default": _database}
_redis = problems.catch(env.redis, None)
CELERY_BROKER_URL = _redis.broker_url if _redis else ""
CACHES = {
    "default": {
        "BACKEND": "concordat.cache.ForgivingRedisCache",
        "LOCATION": _redis.url if _redis else "",
        "KEY_PREFIX": "concordat",
    }
}

_email: dict[str, Any] = problems.catch(lambda: env.email(), {})
globals().update(_email)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = problems.catch(env.sender, "")
LETTER_HOURS = problems.catch(env.letter_hours, None)
CONTACT_EMAIL = env.text("CONTACT_EMAIL")
GALLERY_GATE = "areas.navigation.looks_after_the_catalogue"

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Being on the browsers' preload list binds the whole domain: its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if problems.catch(lambda: env.flag("BEHIND_PROXY"), False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = logging_settings(problems.catch(env.level, "INFO"), as_json=True)

if problems.found:
    raise BadSetting(problems.sentence())
