"""One person's own machine: what ``make run`` uses."""

import os

from concordat.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-commands-that-need-no-secret")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
