"""Index of the things of who and where whose history can be read."""

from areas.history.kinds import DECLARATION, PERSON
from areas.history.registry import register


def register_all() -> None:
    """Register each kind."""
    register(DECLARATION)
    register(PERSON)
