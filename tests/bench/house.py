"""The service's own settings and one more address: a form that does nothing."""

from concordat.settings.local import *  # noqa: F403, TID251 - the service as it is

ROOT_URLCONF = "tests.bench.house_urls"
