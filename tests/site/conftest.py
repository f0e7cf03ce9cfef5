"""The stage for tests of the whole site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium
from tests.cast import Cast
from tests.site.addresses import Stage
from tests.site.stage import make_stage
from tests.site.visits import Visits, visit_every_address
from tests.site.window import Window


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """Put the things that addresses point at around the cast."""
    return make_stage(cast)


@pytest.fixture(scope="session")
def visits(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Visits:
    """Send everybody to every address, once; nothing of it stays in the database."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("site")):
        return visit_every_address()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium for a module.

    Playwright keeps an event loop in this thread, so Django would take the test's own queries for queries of
    asynchronous code and refuse them.
    """
    with pytest.MonkeyPatch.context() as patch, chromium() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


@pytest.fixture(scope="module")
def context(browser: Browser) -> BrowserContext:
    """Open the one window of a module; sessions change hands in it."""
    return browser.new_context(locale="en-GB", reduced_motion="reduce")


@pytest.fixture
def window(context: BrowserContext, live_server: LiveServer, stage: Stage) -> Iterator[Window]:
    """Open a page in front of the running service."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Window(context, page, live_server.url, stage)
    page.close()


@pytest.fixture
def plain_window(browser: Browser, live_server: LiveServer, stage: Stage) -> Iterator[Window]:
    """Open a page in a browser that runs no scripts."""
    plain = browser.new_context(locale="en-GB", java_script_enabled=False)
    page = plain.new_page()
    page.set_default_timeout(20_000)
    yield Window(plain, page, live_server.url, stage)
    plain.close()
