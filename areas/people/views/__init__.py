"""Pages about people: the list and one person, invitations, accounts."""

from areas.people.views.accounts import account, account_close, account_open, person_edit, person_letter
from areas.people.views.invitations import people_invite
from areas.people.views.register import membership_end, people, person, person_address

__all__ = [
    "account",
    "account_close",
    "account_open",
    "membership_end",
    "people",
    "people_invite",
    "person",
    "person_address",
    "person_edit",
    "person_letter",
]
