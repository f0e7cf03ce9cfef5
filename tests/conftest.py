"""The harness: a private PostgreSQL, the cast, and a clock that can be set.

No ``DATABASE_URL`` → an embedded PostgreSQL in a folder of its own, thrown away afterwards.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from concordat import jobs
from concordat.embedded.postgres import EmbeddedPostgres
from tests.cast import Cast, make_cast


@pytest.fixture(scope="session")
def private_postgres() -> Iterator[str]:
    """Start a PostgreSQL for this process alone; yields its URL."""
    home = Path(tempfile.mkdtemp(prefix="cct-"))
    server = EmbeddedPostgres(home, durable=False)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Point Django at the private server unless ``DATABASE_URL`` names one."""
    if os.environ.get("DATABASE_URL"):
        return
    url = urlsplit(request.getfixturevalue("private_postgres"))
    database = settings.DATABASES["default"]
    database["NAME"] = url.path.lstrip("/")
    database["USER"] = url.username or ""
    database["HOST"] = parse_qs(url.query).get("host", [url.hostname or ""])[0]


@pytest.fixture(autouse=True)
def no_job_left_over() -> None:
    """Forget what an earlier test would have handed to the workers."""
    jobs.held.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Make the two areas and everybody in them."""
    return make_cast()
