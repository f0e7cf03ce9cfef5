"""Say how an action stands. Updates are only ever added."""

from plans.progress.operations.updates import record_update, still_true

__all__ = ["record_update", "still_true"]
