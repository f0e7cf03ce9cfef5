"""From which day a paper tells: a day in three boxes, which the address keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from concordat.web.fields import BOXES, DateBoxes
from concordat.web.forms import ConcordatForm


class SinceForm(ConcordatForm):
    """A day in three boxes; the address may say it in one piece too: ``?since=2026-07-01``."""

    since = DateBoxes(
        label="Date of your last meeting",
        help_text="For example, 27 7 2026. The paper tells what happened since that day.",
        latest=timezone.localdate,
    )

    method = "get"
    submit_label = "Make the paper"
    mark_optional = False

    @classmethod
    def asked(cls, query: QueryDict) -> Mapping[str, str] | None:
        """Return the day asked for, in boxes; None where the address asks for none."""
        boxes = {f"since_{box}": query.get(f"since_{box}", "") for box in BOXES}
        if any(boxes.values()):
            return boxes
        whole = str(query.get("since") or "")
        if not whole:
            return None
        year, month, day = [*whole.split("-", 2), "", ""][:3]
        return {"since_day": day, "since_month": month, "since_year": year}

    @property
    def day(self) -> date | None:
        """Return the day, or None where it was not understood."""
        found: date | None = self.cleaned_data.get("since") if self.is_valid() else None
        return found
