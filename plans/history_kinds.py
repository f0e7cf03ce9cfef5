"""Index of the things of what was promised and done whose history can be read."""

from areas.history.registry import register, register_beside
from plans.evidence.queries.history import EVIDENCE, OF_AN_ACTION
from plans.planning.queries.history import ACTION, PLAN


def register_all() -> None:
    """Register each kind, and what a higher room tells beside it."""
    register(PLAN)
    register(ACTION)
    register(EVIDENCE)
    register_beside("action", OF_AN_ACTION)
