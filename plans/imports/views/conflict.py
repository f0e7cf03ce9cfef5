"""What a page of an import shows when somebody else said something else first."""

from __future__ import annotations

from areas.audit.queries import entries_about
from concordat.conflicts import Difference
from plans.imports.models import PlanImport
from plans.planning.views.conflict import Conflict


def conflict_about(current: PlanImport, differing: tuple[Difference, ...]) -> Conflict:
    """Say who said it last, and lay theirs beside mine."""
    entry = next(iter(entries_about("planimport", current.pk)), None)
    return Conflict("import", differing, entry.by.name if entry and entry.by else "Somebody else", None)
