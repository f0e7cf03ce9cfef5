"""What happened in a region since a day, for the people who meet about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from areas.models import Region
from plans.planning.queries.since import beginning_of
from plans.progress.models import ProgressUpdate
from plans.rollups.queries import MovedAction, difference, end_of_day, moved_actions, today_moment
from plans.rollups.rules import Became, WhatChanged

#: How many actions a paper names at most; how many there are stands in its figures.
NAMED = 300
#: What a meeting talks about, in the order of talking.
TOLD = (Became.SLIPPED, Became.FINISHED, Became.MOVED, Became.NEW, Became.RETURNED, Became.WITHDRAWN)


@dataclass(frozen=True)
class Meeting:
    """A region on both sides of a day: what changed, which actions moved, and the areas' own words about them."""

    region: Region
    since: date
    today: date
    changed: WhatChanged
    moved: list[MovedAction]
    words: dict[int, str]

    @property
    def groups(self) -> dict[Became, list[MovedAction]]:
        """Return the actions under what became of them; one that did two things stands under the first alone."""
        found: dict[Became, list[MovedAction]] = {one: [] for one in TOLD}
        for action in self.moved:
            for one in TOLD:
                if one in action.step.became:
                    found[one].append(action)
                    break
        return found


def meeting_since(region: Region, since: date, today: date) -> Meeting:
    """Read what happened in a region from the beginning of ``since`` (seven statements, however much there is)."""
    before, after = end_of_day(since - timedelta(days=1)), today_moment(today)
    moved = moved_actions(before, after, only=TOLD, region_id=region.pk, limit=NAMED)
    changed = difference(before, after, region_id=region.pk)
    return Meeting(region, since, today, changed, moved, _words([one.id for one in moved], since))


def _words(action_ids: list[int], since: date) -> dict[int, str]:
    """Return the newest thing that was said of each action since then: why, or else what was done."""
    updates = (
        ProgressUpdate.objects.filter(action__in=action_ids, at__gte=beginning_of(since))
        .exclude(narrative="", reason="")
        .order_by("action_id", "-at", "-id")
        .distinct("action_id")
    )
    found = updates.values_list("action_id", "reason", "narrative")
    return {action: "\n".join(part for part in (reason, said) if part) for action, reason, said in found}
