"""A keyboard and nothing else, with a count of what was pressed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Error, FileChooser, Page

from tests.browser import must_be_accessible
from tests.cast import PASSWORD

#: Seconds a person takes, as the keystroke-level model has it (Card, Moran and Newell): one key of an
#: average typist who is no typist by trade, and one moment of making up one's mind.
KEY, MIND = 0.28, 1.35
#: Seconds to look over a new page before going on (our own, generous guess).
READ = 10.0


class Keys:
    """The keyboard of a page. ``pressed`` counts single keys, ``typed`` the letters of texts."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self.page, self.pressed, self.typed = page, 0, 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.pressed += 1

    def write(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.typed += len(text)

    def tab_to(self, what: str, most: int = 60) -> None:
        """Press Tab until the thing in focus says ``what`` or has it as its name."""
        for _ in range(most):
            self.press("Tab")
            if what in self.focus():
                return
        raise AssertionError(f"{what} is not reached within {most} presses of Tab at {self.page.url}")

    def focus(self) -> str:
        """Return what is in focus: its name in a form, its value and its words."""
        return str(
            self.page.evaluate(
                "(({name, value, textContent}) => [name, value, textContent].join(' | '))(document.activeElement)"
            )
        )

    def seconds_for_a_person(self, decisions: int) -> float:
        """Return how long a person needs for what was pressed and typed, with so many decisions."""
        return (self.pressed + self.typed) * KEY + decisions * MIND


class Typist(Keys):
    """Somebody without a mouse who goes from page to page; each page is held to the accessibility baseline."""

    def __init__(self, page: Page) -> None:
        """Take the page; ``pages`` counts those that were read, ``decided`` the things that were done."""
        super().__init__(page)
        self.pages = self.decided = 0

    def open(self, path: str) -> None:
        """Type an address."""
        self.typed += len(path)
        self.page.goto(path)
        self._read()

    def go(self, what: str) -> None:
        """Reach a link or a button, press Enter and read the page that comes."""
        self.decided += 1
        self.tab_to(what, most=250)
        with self.page.expect_navigation():
            self.press("Enter")
        self._read()

    def fill(self, what: str, text: str) -> None:
        """Reach a field and type over what stands in it."""
        self.decided += 1
        self.tab_to(what)
        self.press("Control+a")
        self.write(text)

    def hand_in(self, what: str, paper: Path) -> None:
        """Reach a file field and choose a file; the dialogue of the system counts as ten keys."""
        self.decided += 1
        self.tab_to(what)
        self._dialogue(what).set_files(paper)
        self.pressed += 10

    def _dialogue(self, what: str) -> FileChooser:
        """Press until the dialogue opens: on a busy machine a press may come before the browser has taken the page in."""
        for last in (False, True):
            try:
                with self.page.expect_file_chooser(timeout=8_000) as waiting:
                    self.press("Enter")
                return waiting.value
            except Error:
                if last:
                    raise AssertionError(f"No dialogue opens at {self.focus()}") from None
                self.page.bring_to_front()
                self.tab_to(what)
        raise AssertionError("unreachable")

    def sign_in(self, name: str) -> None:
        """Sign in as one of those on stage."""
        self.page.context.clear_cookies()
        self.open("/accounts/login/")
        self.fill("login |", f"{name}@example.org")
        self.fill("password |", PASSWORD)
        with self.page.expect_navigation():
            self.press("Enter")
        self._read()

    def sees(self, *words: str) -> None:
        """Hold the page to showing these words."""
        text = self.page.locator("main").inner_text()
        missing = [one for one in words if one.casefold() not in text.casefold()]
        assert not missing, f"{self.page.url} does not say {missing}:\n{text[:3000]}"

    @property
    def seconds(self) -> float:
        """How long a person needs for what was done so far, reading included."""
        return self.seconds_for_a_person(self.decided) + self.pages * READ

    def _read(self) -> None:
        self.pages += 1
        must_be_accessible(self.page)
