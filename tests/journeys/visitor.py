"""What a person does in a browser, in their words."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from tests.browser import must_be_accessible
from tests.cast import PASSWORD


class Visitor:
    """Somebody with a window open. Every page they see is held to the accessibility baseline."""

    def __init__(self, page: Page) -> None:
        """Take the window."""
        self.page = page

    def sign_in(self, name: str) -> None:
        """Sign in with the address of one of the cast."""
        self.page.goto("/accounts/login/")
        self.page.locator("[name=login]").fill(f"{name}@example.org")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url("**/me/")
        self.look()

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(path)
        self.look()

    def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()
        self.look()

    def press(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()
        self.look()

    def write(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        """Choose a radio button or tick a box."""
        self.page.get_by_label(label, exact=True).first.check()

    def date(self, name: str, day: date) -> None:
        """Fill in three boxes."""
        for part in ("day", "month", "year"):
            self.page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))

    def sees(self, *words: str) -> None:
        """Hold the page to showing these words."""
        text = self.page.locator("main").inner_text()
        missing = [one for one in words if one.casefold() not in text.casefold()]
        assert not missing, f"{self.page.url} does not say {missing}:\n{text[:3000]}"

    def look(self) -> None:
        """Hold the page to the accessibility baseline."""
        must_be_accessible(self.page)
