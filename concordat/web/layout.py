"""Pieces of a form's layout beside its fields: sections, explanations, buttons and links."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Fieldset
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Section(Fieldset):  # type: ignore[misc]
    """A group of fields under a legend: ``Section("Who signs", "organisation", "post", text="…")``."""

    template = "%s/layout/section.html"

    def __init__(self, legend: str, *fields: Any, text: str = "", size: str = "m") -> None:
        """Take the legend, the names of fields (or other pieces) and an explaining sentence."""
        super().__init__("", *fields)
        self.words, self.text, self.size = legend, text, size


class _Piece:
    """Something drawn inside a form that is not a field. Its words are text: they are escaped."""

    template = ""

    def render(self, form: Any, context: Any, template_pack: str = "govuk", **kwargs: Any) -> SafeString:
        """Draw it with ``piece`` as the only variable."""
        return render_to_string(f"{template_pack}/layout/{self.template}", {"piece": self})


class Text(_Piece):
    """A paragraph between fields; ``inset=True`` sets it apart."""

    template = "text.html"

    def __init__(self, words: str, *, inset: bool = False) -> None:
        """Take the words of the paragraph."""
        self.words, self.inset = words, inset


class Kept(_Piece):
    """Pairs that are sent along and not shown."""

    template = "kept.html"

    def __init__(self, *pairs: tuple[str, str]) -> None:
        """Take names and values."""
        self.pairs = pairs


class Button(_Piece):
    """A button that sends the form; ``name`` and ``value`` tell several buttons apart."""

    template = "button.html"

    def __init__(self, words: str, *, name: str = "", value: str = "", kind: str = "") -> None:
        """Take the words; ``kind`` is "", "secondary" or "warning"."""
        self.words, self.name, self.value, self.kind = words, name, value, kind


class Link(_Piece):
    """A link beside the buttons, such as Cancel."""

    template = "link.html"

    def __init__(self, words: str, url: str) -> None:
        """Take the words and where they lead."""
        self.words, self.url = words, url


class Buttons(_Piece):
    """A row of buttons and links."""

    template = "buttons.html"

    def __init__(self, *pieces: Button | Link) -> None:
        """Take the buttons in order, the main one first."""
        self.pieces = pieces

    @property
    def drawn(self) -> list[SafeString]:
        """Return each button drawn."""
        return [piece.render(None, None) for piece in self.pieces]
