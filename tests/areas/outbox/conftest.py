"""Letters in the outbox, and a mail server to send them to."""

from collections.abc import Callable

import pytest

from areas.models import Letter
from areas.outbox.operations import put_letters
from areas.outbox.rules import NewLetter

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
