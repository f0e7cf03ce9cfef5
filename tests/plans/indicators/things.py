"""Indicators and readings for the tests of this folder."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from plans.indicators.operations import add_indicator, add_reading
from plans.indicators.rules import NewIndicator, NewReading
from plans.models import Indicator, Reading
from tests.cast import Cast

#: What a browser sends for a whole form, unless told otherwise.
TYPED = {
    "name": "Detentions under section 136",
    "definition": "Every use by the force.",
    "unit": "number",
    "better": "lower",
    "target": "1,200",
    "every": "quarter",
    "weeks": "4",
    "provider": "",
    "source": "Local returns",
    "actions": [],
}


def an_indicator(cast: Cast, **more: Any) -> Indicator:
    """Let Northshire measure something that the police give each quarter."""
    by, key = more.pop("by", cast.olive.pk), more.pop("key", None)
    new = NewIndicator(**{"name": "Detentions", "provider_id": cast.police.pk, **more})
    return add_indicator(partnership_id=cast.partnership.pk, new=new, by=by, submission_key=key)


def a_reading(one: Indicator, began: str, value: Any = None, seen: int = 0, **more: Any) -> Reading:
    """Give the figure of the period that began on a day."""
    by, key = more.pop("by", None), more.pop("key", None)
    figure = None if value is None else Decimal(str(value))
    new = NewReading(date.fromisoformat(began), figure, **more)
    return add_reading(indicator_id=one.pk, new=new, seen_revision=seen, by=by, submission_key=key)
