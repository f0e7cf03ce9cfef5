"""How the history of evidence is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from areas.history.registry import HistoryKind, Part, Subject
from areas.history.rules import Field
from areas.people.access import Reach
from plans.evidence.models import Evidence
from plans.evidence.queries.pieces import evidence_for
from plans.evidence.rules import Classification

_FIELDS = {
    "title": Field("Title"),
    "shows": Field("What it shows"),
    "file_name": Field("File"),
    "url": Field("Web address"),
    "dated_on": Field("Date of the evidence"),
    "valid_until": Field("Valid until"),
    "classification": Field("Who it is meant for", dict(Classification.choices())),
    "replaced_by": Field("Replaced by", of="evidence"),
    "reason": Field("Reason"),
}
_HIDDEN = frozenset({"action", "sha256"})


def _find(reach: Reach, pk: int) -> Subject:
    one = evidence_for(reach, pk)
    return Subject("evidence", one.title, one.get_absolute_url(), "Back to the evidence", one.action.plan.title)


def _titles(ids: Collection[Any]) -> dict[Any, str]:
    return dict(Evidence.objects.filter(pk__in=ids).values_list("pk", "title"))


def _of_action(pk: int) -> list[Part]:
    return [
        Part("evidence", one, title) for one, title in Evidence.objects.filter(action=pk).values_list("pk", "title")
    ]


EVIDENCE = HistoryKind(
    name="evidence", trail="evidence", find=_find, fields=_FIELDS, hidden=_HIDDEN, namers={"evidence": _titles}
)
#: What an action's history tells of its evidence.
OF_AN_ACTION = HistoryKind(
    name="evidence",
    trail="evidence",
    find=_find,
    fields=_FIELDS,
    hidden=_HIDDEN,
    parts=_of_action,
    namers={"evidence": _titles},
)
