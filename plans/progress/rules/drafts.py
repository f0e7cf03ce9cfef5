"""What is laid by of a form that was not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

#: The fields of the form that are laid by.
DRAFTED = ("delivery_state", "confidence", "reason", "narrative", "merged_into")
#: Letters of each that are kept: more than may be saved, so that nothing is cut before it was shortened.
MOST_LETTERS = 20_000


@dataclass(frozen=True)
class Typed:
    """What stands in the form about an action. ``version``: the row version it was typed on.

    ``start`` is what the form shows of the action when nothing is typed.
    """

    action_id: int
    version: int
    texts: Mapping[str, str] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)

    @property
    def says_more(self) -> bool:
        """Say whether anything is typed or chosen that the action does not say already."""
        return any(plain(text) != plain(self.start.get(name, "")) for name, text in self.texts.items())


def drafted(data: Mapping[str, object]) -> dict[str, str]:
    """Return the texts of a form that are laid by; fields that are not in it are left out."""
    return {name: str(data[name] or "").replace("\x00", "")[:MOST_LETTERS] for name in DRAFTED if name in data}


def fingerprint(texts: Mapping[str, str]) -> str:
    """Return a mark by which a page sees later whether anything in a form was touched."""
    told = "\x1f".join(plain(texts.get(name, "")) for name in DRAFTED)
    return sha256(told.encode()).hexdigest()[:16]


def plain(text: str) -> str:
    """Return a text whatever its line endings and outer blanks."""
    return text.replace("\r\n", "\n").strip()
