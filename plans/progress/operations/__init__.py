"""Say how an action stands. Updates are only ever added."""

from plans.progress.operations.drafts import drop_draft, keep_drafts
from plans.progress.operations.links import send_new_link
from plans.progress.operations.updates import record_update, still_true

__all__ = ["drop_draft", "keep_drafts", "record_update", "send_new_link", "still_true"]
