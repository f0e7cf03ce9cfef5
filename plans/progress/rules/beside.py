"""Two people say how an action stands without having read each other: what can be kept of both.

What each of them wrote is a row of its own, so no sentence can be lost. Only what the action itself
holds (state, confidence, reason) can be changed two ways; then a person has to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from concordat.conflicts import Merged, merge
from plans.planning.rules.states import DeliveryState, needs_reason
from plans.progress.rules.updates import NewUpdate

#: What an update says of the action itself.
SAID = ("delivery_state", "confidence", "reason", "merged_into_id")


def merged_with(base: Mapping[str, Any], theirs: Mapping[str, Any], update: NewUpdate) -> Merged:
    """Return what comes of ``update``, written on ``base``, and of ``theirs``, which was saved before it.

    All name the fields in ``SAID``. "Still true" is about ``base``: it changes nothing in it.
    """
    seen, now = ({name: one[name] for name in SAID} for one in (base, theirs))
    return merge(seen, now, {} if update.still_true else said_by(update))


def said_by(update: NewUpdate) -> dict[str, Any]:
    """Return what an update says of the action, without what does not belong to its state and confidence."""
    merged = update.delivery_state == DeliveryState.MERGED
    return {
        "delivery_state": str(update.delivery_state),
        "confidence": str(update.confidence),
        "reason": update.reason.strip() if needs_reason(update.confidence) else "",
        "merged_into_id": update.merged_into_id if merged else None,
    }


def as_merged(update: NewUpdate, merged: Merged) -> NewUpdate:
    """Return the update as it stands beside theirs."""
    return replace(update, **{name: merged.values[name] for name in SAID})
