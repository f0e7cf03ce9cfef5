"""A keyboard and nothing else, with a count of what was pressed."""

from __future__ import annotations

from playwright.sync_api import Page

#: Seconds a person takes, as the keystroke-level model has it (Card, Moran and Newell): one key of an
#: average typist who is no typist by trade, and one moment of making up one's mind.
KEY, MIND = 0.28, 1.35


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
