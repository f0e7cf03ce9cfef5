"""Sign-in is for people who were invited: nobody signs up on their own."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedPeopleAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up; accounts are made by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check the email address and the password: together they do not match an account",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again",
        "rate_limited": "There were too many tries. Wait five minutes, then try again",
        "enter_current_password": "Enter the password that you use now",
        "incorrect_password": "The password is not right. Try again, or ask for a new one",
        "email_taken": "This email address already belongs to another account. Enter a different one",
        "duplicate_email": "This is your email address already. Enter a different one",
        "same_as_current": "This is what you have already. Enter something different",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no: an area lead or an administrator invites people."""
        return False
