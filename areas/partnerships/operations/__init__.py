"""Writes to partnerships: each one thing a person, or the start of the service, does."""

from areas.partnerships.operations.groups import NameTaken, PlannedAreas, add_partnership, edit_partnership
from areas.partnerships.operations.members import (
    AlreadyMember,
    LeftBeforeJoining,
    add_member,
    add_new_member,
    edit_member,
    end_member,
    ensure_member,
    ensure_members,
)
from areas.partnerships.operations.ordinary import ensure_ordinary_partnerships, take_back_ordinary_partnerships

__all__ = [
    "AlreadyMember",
    "LeftBeforeJoining",
    "NameTaken",
    "PlannedAreas",
    "add_member",
    "add_new_member",
    "add_partnership",
    "edit_member",
    "edit_partnership",
    "end_member",
    "ensure_member",
    "ensure_members",
    "ensure_ordinary_partnerships",
    "take_back_ordinary_partnerships",
]
