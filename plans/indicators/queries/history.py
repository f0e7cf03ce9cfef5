"""How the history of indicators is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from areas.history.registry import HistoryKind, Subject
from areas.history.rules import Field
from areas.models import Organisation
from areas.people.access import Reach
from plans.indicators.queries.indicators import indicator_for
from plans.indicators.rules import Better, Every, Unit
from plans.planning.models import Action

_FIELDS = {
    "name": Field("Name"),
    "definition": Field("Exactly what is counted"),
    "unit": Field("Unit", dict(Unit.choices())),
    "better": Field("Which way is better", dict(Better.choices())),
    "target": Field("Target"),
    "every": Field("How often it is read", dict(Every.choices())),
    "weeks": Field("Weeks until the figure is there"),
    "provider": Field("Who gives the figure", of="organisation"),
    "source": Field("Where it comes from"),
    "of_people": Field("It counts people"),
    "actions": Field("Actions it belongs to", of="action"),
    "period": Field("First day of the period"),
    "value": Field("Figure"),
    "numerator": Field("The part"),
    "denominator": Field("The whole"),
    "note": Field("Note"),
    "source_url": Field("Where it was published"),
    "reason": Field("Reason"),
}
_HIDDEN = frozenset({"next_due"})


def _find(reach: Reach, pk: int) -> Subject:
    one = indicator_for(reach, pk)
    return Subject("indicator", one.name, one.get_absolute_url(), "Back to the indicator", one.partnership.name)


def _organisations(ids: Collection[Any]) -> dict[Any, str]:
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def _actions(ids: Collection[Any]) -> dict[Any, str]:
    return {one.pk: str(one) for one in Action.objects.filter(pk__in=ids).only("number", "text")}


INDICATOR = HistoryKind(
    name="indicator",
    trail="indicator",
    find=_find,
    fields=_FIELDS,
    hidden=_HIDDEN,
    namers={"organisation": _organisations, "action": _actions},
)
