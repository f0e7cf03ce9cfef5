"""Letters in the outbox, and a mail server to send them to."""

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from areas.models import Letter
from areas.outbox.operations import put_letters
from areas.outbox.rules import NewLetter
from tests.smtp import Sink, running_sink

PutLetters = Callable[..., list[Letter]]


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server, and settings that point to it."""
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 10
        yield sink


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
