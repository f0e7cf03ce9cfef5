"""What a form says when something is wrong: a sentence that tells what to do.

Django's own messages ("This field is required.") are replaced unless a form gave its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from concordat.web.words import lower_first, with_the

EMAIL = "Enter an email address in the correct format, like name@example.com"


def speak_plainly(field: forms.Field) -> None:
    """Give ``field`` (which must have its label) GOV.UK sentences where it has only Django's."""
    standard, sentences = _messages(type(field), str(field.label or "this"))  # type: ignore[arg-type]
    for code, sentence in sentences.items():
        if code not in field.error_messages or field.error_messages[code] is standard.get(code):
            field.error_messages[code] = sentence
    field.validators = [_plain_null if isinstance(v, ProhibitNullCharactersValidator) else v for v in field.validators]


def _plain_null(value: Any) -> None:
    if "\x00" in str(value):
        raise ValidationError("Remove the characters that cannot be shown", code="null_characters_not_allowed")


# A form is made anew for every request, but what its fields say does not change.
@lru_cache(maxsize=2048)
def _messages(kind: type[forms.Field], label: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return Django's own messages of a kind of field, and our sentences for a label."""
    standard: dict[str, Any] = {}
    for cls in reversed(kind.__mro__):
        standard.update(getattr(cls, "default_error_messages", {}))
    return standard, {"required": _required(kind, label)} | _shape_sentences(kind, label)


def required_sentence(field: forms.Field, label: str) -> str:
    """Return what to do about an empty field."""
    return _required(type(field), label)


def _required(kind: type[forms.Field], label: str) -> str:
    if issubclass(kind, forms.FileField):
        return "Choose a file"
    if issubclass(kind, forms.BooleanField):
        return f"Tick the box: {label}"
    if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField):
        return f"Select {with_the(label)}"
    return f"Enter {with_the(label)}"


def takes_parts(field: forms.Field) -> bool:
    """Say whether a number field takes parts of a whole (Django makes both kinds IntegerFields)."""
    return _in_parts(type(field))


def _in_parts(kind: type[forms.Field]) -> bool:
    return issubclass(kind, forms.FloatField | forms.DecimalField)


def _shape_sentences(kind: type[forms.Field], label: str) -> dict[str, Any]:
    inside = lower_first(label)
    if issubclass(kind, forms.IntegerField):
        shape = "a number, like 12.5" if _in_parts(kind) else "a whole number, like 12"
        return {
            "invalid": f"{label} must be {shape}",
            "min_value": f"{label} must be %(limit_value)s or more",
            "max_value": f"{label} must be %(limit_value)s or less",
        }
    if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField):
        pick = f"Select {with_the(label)} from the list"
        return {"invalid_choice": pick, "invalid_list": pick, "invalid_pk_value": pick, "list": pick}
    if issubclass(kind, forms.FileField):
        return {
            "invalid": "Choose the file again: it did not arrive",
            "missing": "Choose the file again: it did not arrive",
            "empty": "The file is empty. Choose a file that has something in it",
            "max_length": "The name of the file must be %(max)d characters or fewer",
            "contradiction": "Either choose a new file or tick the box to remove the old one, not both",
        }
    if issubclass(kind, forms.CharField):
        return _kind_sentence(kind, label) | {
            "max_length": f"Shorten {with_the(inside)} to %(limit_value)d characters or fewer. It has %(show_value)d",
            "min_length": f"{label} must be %(limit_value)d characters or more",
        }
    return {}


def _kind_sentence(kind: type[forms.CharField], label: str) -> dict[str, Any]:
    if issubclass(kind, forms.EmailField):
        return {"invalid": EMAIL}
    if issubclass(kind, forms.URLField):
        return {"invalid": f"Enter {with_the(label)} as a full web address, like https://example.org/page"}
    return {}
