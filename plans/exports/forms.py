"""From which day a paper tells."""

from __future__ import annotations

from django.utils import timezone

from concordat.web import since
from concordat.web.fields import DateBoxes


class SinceForm(since.SinceForm):
    """The day from which a plan's paper tells."""

    since = DateBoxes(
        label="Date of your last meeting",
        help_text="For example, 27 7 2026. The paper tells what became of the plan since that day.",
        latest=timezone.localdate,
    )
