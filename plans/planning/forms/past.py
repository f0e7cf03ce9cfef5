"""Which day to look back to."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm


class DayForm(ConcordatForm):
    """One day, today at the latest."""

    on = DateBoxes(label="Day", latest=timezone.localdate, help_text="For example, 31 3 2026.")

    method = "get"
    submit_label = "Show the plan on this day"
    submit_kind = "secondary"
    mark_optional = False

    def __init__(self, *args: Any, send_to: str, **kwargs: Any) -> None:
        """``send_to``: the address that takes the day."""
        super().__init__(*args, **kwargs)
        self.helper.form_action = send_to
