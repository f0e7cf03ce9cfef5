"""A window of a real browser onto the service that runs beside the test."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from tests.browser import Watch, accessibility_findings, sideways_findings
from tests.site.addresses import ADDRESSES, ROLES, Stage

DESK, ZOOMED, PHONE = ({"width": 1280, "height": 900}, {"width": 640, "height": 450}, {"width": 320, "height": 640})
#: What differs on every visit and says nothing.
_CHANGING = re.compile(rb'<input type="hidden"[^>]*>')
_MAIN = re.compile(rb"<main.*</main>", re.DOTALL)


class Window:
    """One page of the browser, in which the people of the stage sit down one after the other."""

    def __init__(self, context: BrowserContext, page: Page, url: str, stage: Stage) -> None:
        """Take the page and begin to watch it."""
        self.context, self.page, self.url, self.stage = context, page, url, stage
        self.watch = Watch(page)

    def client(self, role: str) -> Client:
        """Return Django's own client, signed in as ``role``."""
        client = Client()
        if role != "anonymous":
            client.force_login(getattr(self.stage.cast, role))
        return client

    def sit_down(self, role: str) -> None:
        """Hand the browser the session of ``role``."""
        self.context.clear_cookies()
        session = self.client(role).cookies.get(settings.SESSION_COOKIE_NAME)
        if session:
            self.context.add_cookies([{"name": session.key, "value": session.value, "url": self.url}])

    def open(self, role: str, path: str, size: Any = DESK) -> Page:
        """Open an address as ``role``."""
        self.sit_down(role)
        self.page.set_viewport_size(size)
        self.watch.taken()
        self.page.goto(self.url + path)
        return self.page

    def look(self) -> list[str]:
        """Return what is wrong with the page as it stands: wide, at 200 %, and on a phone."""
        findings = []
        for size, look in (
            (DESK, accessibility_findings),
            (ZOOMED, sideways_findings),
            (PHONE, accessibility_findings),
        ):
            self.page.set_viewport_size(size)
            findings += [f"{size['width']} px: {finding}" for finding in look(self.page)]
            self._picture(size["width"])
        self.page.set_viewport_size(DESK)
        return findings + self.watch.taken()

    def _picture(self, width: int) -> None:
        """Keep a picture of the whole page for people to look at, where ``SCREENSHOTS`` names a folder."""
        if folder := os.environ.get("SCREENSHOTS"):
            path = re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.url)).strip("-") or "home"
            seen = len(list(Path(folder).glob(f"{path}_{width}_*.png"))) if Path(folder).is_dir() else 0
            self.page.screenshot(path=Path(folder) / f"{path}_{width}_{seen}.png", full_page=True)

    def path_of(self, name: str) -> str:
        """Return the address of one of the table, or of one that needs nothing."""
        return reverse(name, kwargs=ADDRESSES[name].needs(self.stage) if name in ADDRESSES else {})

    def roles_with_a_page_of_their_own(self, name: str) -> list[str]:
        """Return the roles that may see ``name``, one for each different page."""
        different: dict[bytes, str] = {}
        for role, answer in zip(ROLES, ADDRESSES[name].answers, strict=True):
            if answer == "200" and (main := _main_of(self.client(role).get(self.path_of(name)))):
                different.setdefault(main, role)
        return list(different.values())


def _main_of(answer: HttpResponse) -> bytes:
    """Return what a page says apart from its frame; nothing for a file."""
    if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
        return b""
    found = _MAIN.search(answer.content)
    return _CHANGING.sub(b"", found[0]) if found else b""
