"""Pages about partnerships, for those who administer the service."""

from areas.partnerships.views.groups import partnership, partnership_add, partnership_edit, partnerships
from areas.partnerships.views.members import member_add, member_edit, member_leave

__all__ = [
    "member_add",
    "member_edit",
    "member_leave",
    "partnership",
    "partnership_add",
    "partnership_edit",
    "partnerships",
]
