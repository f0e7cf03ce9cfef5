"""Building the container image: collecting static files needs no secret and no server."""

from concordat.settings.base import *  # noqa: F403

SECRET_KEY = "used-only-while-the-image-is-built"  # noqa: S105
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "none-while-building"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
