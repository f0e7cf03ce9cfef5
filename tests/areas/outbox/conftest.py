"""Letters in the outbox, and a mail server to send them to."""

import json
import os
from collections.abc import Callable

import pytest
from django.conf import settings

from areas.models import Letter
from areas.outbox.operations import put_letters
from areas.outbox.rules import NewLetter
from tests.smtp import Sink

PutLetters = Callable[..., list[Letter]]


@pytest.fixture
def put(db: None) -> PutLetters:
    """Put some letters into the outbox: ``put(3)``."""

    def put_some(count: int, kind: str = "note") -> list[Letter]:
        rows = [
            NewLetter(f"{kind}:{n}", kind, None, f"reader{n}@example.org", f"Letter {n}", f"Text {n}\n", f"<p>{n}</p>")
            for n in range(count)
        ]
        ids = put_letters(rows)
        return list(Letter.objects.filter(pk__in=ids.values()).order_by("pk"))

    return put_some


def worker_environment(sink: Sink) -> dict[str, str]:
    """Return what ``tests.smtp_worker`` reads: the database of this test, and the mail server."""
    database = {key: settings.DATABASES["default"][key] for key in ("NAME", "USER", "HOST", "PORT")}
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "concordat.settings.test"),
        "WORKER_DATABASE": json.dumps(database),
        "WORKER_MAIL_PORT": str(sink.port),
    }
