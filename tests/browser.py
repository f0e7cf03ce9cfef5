"""What every test in a real browser shares: Chromium, a watch over a page, and axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no network beyond this machine
]
_WIDEST = """() => {
  const right = one => one.getBoundingClientRect().right;
  const all = [...document.querySelectorAll("body *")].filter(one => !one.children.length);
  return all.sort((a, b) => right(b) - right(a))[0].parentElement.outerHTML.slice(0, 200);
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str:
    """Return where the system keeps Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("Install Chromium: the tests drive a real browser (apt-get install chromium)")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, and stop it afterwards."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        try:
            yield started
        finally:
            started.close()


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA on the page as it stands; empty is good."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{finding['id']}: {finding['help']} – {node['html'][:160]}"
        for finding in result["violations"]
        for node in finding["nodes"]
    ]


def sideways_findings(page: Page) -> list[str]:
    """Say by how much the page scrolls sideways; empty is good."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls sideways by {wider} px: {page.evaluate(_WIDEST)}"] if wider > 0 else []


def accessibility_findings(page: Page) -> list[str]:
    """Return what is wrong with the baseline: axe clean, one h1, a title, a language, no sideways scroll."""
    findings = axe_findings(page) + sideways_findings(page)
    if page.locator("h1").count() != 1:
        findings.append(f"{page.locator('h1').count()} h1")
    if page.title().strip() in ("", "Concordat"):
        findings.append("no title of its own")
    if not page.locator("html").get_attribute("lang"):
        findings.append("no language")
    return findings


def must_be_accessible(page: Page) -> None:
    """Hold the page to the baseline."""
    findings = accessibility_findings(page)
    assert not findings, f"{page.url}:\n" + "\n".join(findings)


class Watch:
    """Notes what goes wrong behind a page: errors of scripts, refusals of the policy, requests that fail."""

    def __init__(self, page: Page) -> None:
        """Begin to watch."""
        self.page = page
        self.noted: list[str] = []
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure or "failed"))
        page.on(
            "response", lambda answer: self._note(f"{answer.url}: {answer.status}") if answer.status > 399 else None
        )

    def _failed(self, url: str, why: str) -> None:
        # The browser itself gives up what a page still waits for when it is led to the next one.
        if why != "net::ERR_ABORTED":
            self._note(f"{url}: {why}")

    def _note(self, words: str) -> None:
        self.noted.append(words)

    def taken(self) -> list[str]:
        """Return what was noted since the last time."""
        noted, self.noted = self.noted, []
        return noted
