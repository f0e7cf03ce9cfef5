"""What every test in a real browser shares: Chromium's path, and axe."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

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
]


def chromium_path() -> str:
    """Return where the system keeps Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("Install Chromium: the tests drive a real browser (apt-get install chromium)")


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA on the page as it stands; empty is good."""
    page.evaluate(_axe())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", rules
    )
    return [
        f"{finding['id']}: {finding['help']} – {node['html'][:160]}"
        for finding in result["violations"]
        for node in finding["nodes"]
    ]


def must_be_accessible(page: Page) -> None:
    """Hold the page to the baseline: axe clean, one h1, a title, a language, no sideways scroll."""
    findings = axe_findings(page)
    assert not findings, f"{page.url}:\n" + "\n".join(findings)
    assert page.locator("h1").count() == 1, page.url
    assert page.title().strip() not in ("", "Concordat")
    assert page.locator("html").get_attribute("lang")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls sideways by {wider} px"
