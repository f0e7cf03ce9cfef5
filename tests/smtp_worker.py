"""A worker process that sends what waits, for tests that kill it.

The environment says which database and mail server: ``WORKER_DATABASE`` (JSON), ``WORKER_MAIL_PORT``.
"""

import json
import os

import django
from django.conf import settings


def main() -> None:
    """Send what waits and leave."""
    settings.DATABASES["default"].update(json.loads(os.environ["WORKER_DATABASE"]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["WORKER_MAIL_PORT"])
    django.setup()
    from areas.outbox.operations import send_waiting_letters

    send_waiting_letters()


if __name__ == "__main__":
    main()
