"""Sign-in is for people who were invited: nobody signs up on their own."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedPeopleAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up; accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no: an area lead or an administrator invites people."""
        return False
