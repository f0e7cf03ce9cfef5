"""A worker process that sends what waits, for tests that kill it.

The environment says which database and mail server: ``WORKER_DATABASE`` (JSON), ``WORKER_MAIL_PORT``. With ``--many`` it
starts a new worker for each line that it reads, and answers with the number of its process: Django is loaded once.
"""

import json
import os
import signal
import sys

import django
from django.conf import settings


def main() -> None:
    """Send what waits and leave."""
    settings.DATABASES["default"].update(json.loads(os.environ["WORKER_DATABASE"]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["WORKER_MAIL_PORT"])
    django.setup()
    from areas.outbox.operations import send_waiting_letters

    if "--many" not in sys.argv:
        send_waiting_letters()
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that end
    for _ in sys.stdin:
        worker = os.fork()
        if not worker:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                send_waiting_letters()
            finally:
                os._exit(0)
        print(worker, flush=True)


if __name__ == "__main__":
    main()
