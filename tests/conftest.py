"""The harness: a private PostgreSQL, the cast, and a clock that can be set.

No ``DATABASE_URL`` → an embedded PostgreSQL in a folder of its own, thrown away afterwards.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from pytest_django import Settings

from concordat import jobs
from concordat.embedded import EmbeddedPostgres, EmbeddedValkey
from concordat.env import read_database_url
from tests.cast import Cast, make_cast
from tests.harness import answers, network, order, templates, time_limit
from tests.smtp import Sink, running_sink

# Speed is measured by `make bench`; a busy machine must not fail a rule that holds.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def nothing_is_let_pass() -> Iterator[None]:
    """Put the guards of ``tests/harness`` in place for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        network.guard(patch)
        templates.guard(patch)
        order.guard(patch)
        answers.guard(patch)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(tuple(time_limit.LONGER)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Give the fixtures of a test their time and no more."""
    with time_limit.limit(time_limit.seconds_for(item)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Give a test its time and no more; close the files it was handed."""
    with time_limit.limit(time_limit.seconds_for(item)):
        try:
            return (yield)
        finally:
            answers.close_all()


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
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        return
    settings.DATABASES["default"].update(read_database_url(request.getfixturevalue("private_postgres")))


@pytest.fixture(scope="session")
def private_valkey() -> Iterator[str]:
    """Start a Valkey for this process alone, for tests that need a real broker; yields its URL."""
    home = Path(tempfile.mkdtemp(prefix="cct-"))
    server = EmbeddedValkey(home, durable=False)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def files_go_to_a_folder_of_the_test(tmp_path: Path, settings: Settings) -> None:
    """Keep uploads out of the working tree."""
    settings.CONCORDAT_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def no_job_left_over() -> None:
    """Forget what an earlier test would have handed to the workers."""
    jobs.held.clear()


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server, and settings that point to it."""
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 10
        yield sink


@pytest.fixture
def cast(db: None) -> Cast:
    """Make the two areas and everybody in them."""
    return make_cast()
