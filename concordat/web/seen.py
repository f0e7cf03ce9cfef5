"""What a thing was when a page was drawn, carried by the page itself: the base of a merge.

A form that changes something which others may change too has ``seen = Seen()`` and starts it with
``as_seen(values)``. Whoever saves later than somebody else is then merged with them field by field
(``concordat/conflicts.py``) instead of being asked about fields that only one of the two touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing

_SALT = "concordat.seen"


def as_seen(values: Mapping[str, Any]) -> str:
    """Return values (texts, numbers, lists) as a page carries them: signed, since they must be what we drew."""
    return signing.dumps(dict(values), salt=_SALT, compress=True)


class Seen(forms.CharField):
    """A hidden field with what the person saw; cleaned, a dict, or None when it is missing or spoiled."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        """Ask for nothing: without it a late save is shown as a whole, as if everything differed."""
        super().__init__(required=False, strip=True, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the values."""
        try:
            found = signing.loads(str(value or ""), salt=_SALT)
        except signing.BadSignature:
            return None
        return found if isinstance(found, dict) else None
