"""Starts shared by the tests of one file."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.concordat.start.running import Running


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home for the starts of one file; thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="cct-up-"))
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def service(home: Path) -> Iterator[Running]:
    """The service, started once for a file."""
    running = Running(home)
    try:
        yield running.until_ready()
    finally:
        running.end()


@pytest.fixture
def start() -> Iterator[Callable[[Path], Running]]:
    """Start the service of a home; whatever a test leaves running is ended after it."""
    started: list[Running] = []

    def begin(home: Path) -> Running:
        started.append(Running(home))
        return started[-1]

    yield begin
    for running in started:
        running.end()
