"""A bare Django, as ``startproject`` makes it, on the same tables: what our pages are measured against."""

import os
from pathlib import Path

from concordat.embedded import folders, secret
from concordat.env import Environment

_env = Environment(os.environ)
_home = _env.home(Path(__file__).resolve().parent.parent.parent)

DEBUG = False
AUTH_USER_MODEL = "areas.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = secret.kept_in(_home) or "guards nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "areas.apps.AreasConfig",
    "plans.apps.PlansConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": _env.database(folders.postgres_url(_home))}
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
