"""What updates add to the history of an action: they are kept with who said them and when."""

from __future__ import annotations

from collections.abc import Sequence

from areas.history.registry import HistoryKind
from areas.history.rules import Step
from plans.planning.queries.history import ACTION
from plans.planning.rules.states import DeliveryState
from plans.progress.models import ProgressUpdate

_TOLD = ("delivery_state", "confidence", "reason")
_BEGINNING = {"delivery_state": DeliveryState.NOT_STARTED.value, "confidence": "", "reason": ""}


def _said(pk: int) -> Sequence[Step]:
    """Return what each update said, oldest first, beside what the one before had said (one statement)."""
    found, last = [], _BEGINNING
    updates = ProgressUpdate.objects.filter(action=pk).order_by("at", "id")
    for row in updates.values("pk", "at", "by_id", "narrative", "still_true", *_TOLD):
        now = {name: row[name] for name in _TOLD}
        verb = "said that it is still true" if row["still_true"] else "recorded update"
        after = {**now, "narrative": row["narrative"], "update": row["pk"]}
        found.append(Step(row["at"], row["by_id"], verb, before=last, after=after))
        last = now
    return found


OF_AN_ACTION = HistoryKind(name="update", trail="", find=ACTION.find, fields={}, said=_said, same="update")
