"""Index of the things of what was promised and done whose history can be read."""

from areas.history.registry import register, register_beside
from plans.evidence.queries import history as evidence
from plans.imports.queries.history import IMPORT
from plans.indicators.queries.history import INDICATOR
from plans.planning.queries.history import ACTION, PLAN
from plans.progress.queries import history as updates


def register_all() -> None:
    """Register each kind, and what a higher room tells beside it."""
    register(PLAN)
    register(ACTION)
    register(IMPORT)
    register(INDICATOR)
    register(evidence.EVIDENCE)
    register_beside("action", evidence.OF_AN_ACTION)
    register_beside("action", updates.OF_AN_ACTION)
