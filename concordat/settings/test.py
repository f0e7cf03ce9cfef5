"""What the tests run on."""

from concordat.settings.base import *  # noqa: F403

SECRET_KEY = "a-secret-that-guards-nothing-but-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
