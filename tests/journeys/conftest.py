"""A running service and a real browser for the journeys."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from concordat.embedded import EmbeddedPostgres, EmbeddedValkey
from tests.browser import chromium
from tests.journeys.service import Service, running_service


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """Start the service as ``make run`` does, on servers that no other test uses."""
    home = Path(tempfile.mkdtemp(prefix="ccj-"))
    try:
        with (
            EmbeddedPostgres(home / "servers", durable=False) as postgres,
            EmbeddedValkey(home / "servers", durable=False) as valkey,
            running_service(home, postgres.url, valkey.url) as running,
        ):
            yield running
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """Open a fresh window, 1280 wide, that knows the service's address."""
    context: BrowserContext = browser.new_context(
        base_url=service.url, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()
