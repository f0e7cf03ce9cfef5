"""The API does what its description says, on a real server, whatever it is asked (Schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis import GenerationMode

from plans.api import answers
from plans.rollups.operations import refresh_plans
from tests.cast import make_cast
from tests.plans.opendata.inside import fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.time_limit(240)]
#: The same questions in every run, a few for each address.
_FEW = settings(
    max_examples=12, derandomize=True, database=None, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def described(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Start the server with Northshire's plan published, and read the description from it."""
    fill(make_cast())
    refresh_plans(None)
    cache.clear()
    for limit in ("MOST_OPEN", "MOST_BROKEN"):
        monkeypatch.setattr(answers, limit, 10**6)
    yield schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json")
    cache.clear()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(described: Any, live_server: LiveServer, mode: GenerationMode) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 16
    if mode is GenerationMode.NEGATIVE:  # where nothing can be said, nothing can be said wrongly
        operations = [one for one in operations if any(True for _ in one.iter_parameters())]
        assert len(operations) == 15
    for operation in operations:

        @_FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            case.call_and_validate(base_url=live_server.url, timeout=30)

        holds()
