"""The forms of sign-in and passwords (django-allauth's), drawn and worded like all others.

``ACCOUNT_FORMS`` in the settings names them.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.forms import CharField, Field, HiddenInput

from concordat.web.forms import GovukFormMixin
from concordat.web.layout import Button, Buttons
from concordat.web.sentences import speak_plainly

NEW_HINT = "Use 12 characters or more. Three or four unrelated words work well."
WORDS: dict[str, tuple[str, str]] = {
    "login": ("Email address", ""),
    "email": ("Email address", ""),
    "password": ("Password", ""),
    "oldpassword": ("Your password now", ""),
    "password1": ("New password", NEW_HINT),
    "password2": ("New password again", ""),
}


class _AccountForm(GovukFormMixin):
    widths = {"login": 30, "email": 30, **dict.fromkeys(("password", "oldpassword", "password1", "password2"), 20)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            _reword(name, field)


def _reword(name: str, field: Field) -> None:
    field.widget.attrs.pop("placeholder", None)
    field.label, field.help_text = WORDS.get(name, (field.label, field.help_text))
    field.error_messages.pop("required", None)
    speak_plainly(field)


class LoginForm(_AccountForm, allauth.LoginForm):  # type: ignore[misc]
    """Email address and password. ``kept``: what was typed before the session ended (``kept.py``)."""

    kept = CharField(required=False, widget=HiddenInput)

    submit_label = "Sign in"


class ResetPasswordForm(_AccountForm, allauth.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link for a new password."""

    submit_label = "Send the link"


class ResetPasswordKeyForm(_AccountForm, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the link in the letter was followed."""

    submit_label = "Save the password"


class ChangePasswordForm(_AccountForm, allauth.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody signed in."""

    submit_label = "Change password"


class SetPasswordForm(_AccountForm, allauth.SetPasswordForm):  # type: ignore[misc]
    """A first password for somebody signed in without one."""

    submit_label = "Save the password"


class ReauthenticateForm(_AccountForm, allauth.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    submit_label = "Continue"


class AddEmailForm(_AccountForm, allauth.AddEmailForm):  # type: ignore[misc]
    """Another email address to sign in with."""

    submit_label = "Send a confirmation letter"

    def buttons(self) -> Buttons:
        """Name the button as the view expects it."""
        return Buttons(Button(self.submit_label, name="action_add", value="1"))
