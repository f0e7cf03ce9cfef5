"""The rows of the update round, as the page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from plans.planning.models import Action
from plans.planning.rules.states import Confidence, DeliveryState
from plans.planning.views.board import heading_of
from plans.planning.views.conflict import Conflict
from plans.progress.forms.rows import RowForm
from plans.progress.models import ProgressUpdate, UpdateDraft
from plans.progress.queries.drafts import start_of
from plans.progress.queries.round import RoundPage
from plans.progress.rules import Hand, states_from
from plans.progress.rules.drafts import fingerprint


@dataclass(frozen=True)
class Sent:
    """What came of the row that was sent: done (``said`` tells what), to be mended (``form``), or overtaken."""

    action_id: int = 0
    said: str = ""
    form: RowForm | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True)
class Field:
    """One field of a row: its text and, where one chooses, the choices."""

    name: str
    action_id: int
    label: str
    text: str
    errors: list[str]
    choices: list[tuple[str, str]]

    @property
    def html_name(self) -> str:
        """Its name in the page, in which all rows are one form."""
        return f"r{self.action_id}-{self.name}"

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"id_{self.html_name}"


@dataclass(frozen=True)
class Row:
    """One action in the round. ``is_own``: the person may update it; ``is_said``: heard of in this period."""

    action: Action
    last: ProgressUpdate | None
    draft: UpdateDraft | None
    is_own: bool
    is_said: bool
    sent: Sent

    @property
    def pk(self) -> str:
        """The action's id, as a text: a page of rows writes it hundreds of times."""
        return str(self.action.pk)

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the fields: what was just sent, what was laid by, or what the action says."""
        if self.sent.form is not None:
            return {name: str(value or "") for name, value in self.sent.form.data.items()}
        start = start_of(self.action) | {"narrative": ""}
        return start | self.draft.typed if self.draft else start

    @property
    def version(self) -> str:
        """The row version on which the fields were typed."""
        if self.sent.form is not None:
            return self.texts.get("version", "")
        return str(self.draft.version if self.draft else self.action.version)

    @property
    def key(self) -> str:
        """The key that makes the row, sent twice, one update."""
        return self.texts.get("submission_key") or str(uuid4())

    @property
    def shown(self) -> str:
        """The mark by which the page sees later whether the row was touched."""
        return "" if self.sent.form is not None else fingerprint(self.texts)

    @property
    def is_open(self) -> bool:
        """Say whether the fields are shown at once: not where this period has its word already."""
        return not self.is_said or self.draft is not None or self.sent.form is not None

    @property
    def fields(self) -> list[Field]:
        """The fields in the order in which they are asked."""
        states = [(one.value, one.label) for one in states_from(self.action.delivery_state, Hand.LEAD)]
        confidences = [("", "Not said"), *Confidence.choices()]
        return [
            self._field("delivery_state", "How far has it come?", states),
            self._field("confidence", "Will it be done in time?", confidences),
            self._field("narrative", "What has been done?"),
            self._field("reason", "Why is it at risk or off track, and what would help?"),
        ]

    def _field(self, name: str, label: str, choices: list[tuple[str, str]] | None = None) -> Field:
        return Field(name, self.action.pk, label, self.texts.get(name, ""), self._errors(name), choices or [])

    def _errors(self, name: str) -> list[str]:
        return [str(error) for error in self.sent.form.errors.get(name, [])] if self.sent.form is not None else []

    @property
    def must_ask(self) -> bool:
        """Say whether to ask if the words tell who somebody is."""
        return self.sent.form is not None and self.sent.form.must_ask

    @property
    def privacy_errors(self) -> list[str]:
        """What to look at in the words."""
        return self._errors("privacy_checked")

    @property
    def other_errors(self) -> list[str]:
        """What belongs to no field that is shown."""
        return [*self._errors("__all__"), *self._errors("version")]

    @property
    def last_words(self) -> str:
        """What was said last, in short."""
        if self.last is None:
            return ""
        if self.last.narrative:
            return self.last.narrative
        return "Still true" if self.last.still_true else DeliveryState(self.last.delivery_state).label


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand together in the plan."""

    title: str
    rows: list[Row]


def groups_of(found: RoundPage, since: datetime, sent: Sent) -> list[RowGroup]:
    """Return the rows of a page, grouped by theme and sub-heading."""
    rows = [row_of(action, found, since, sent) for action in found.actions]
    return [RowGroup(title, list(some)) for title, some in groupby(rows, key=lambda row: heading_of(row.action))]


def row_of(action: Action, found: RoundPage, since: datetime, sent: Sent) -> Row:
    """Return one row."""
    return Row(
        action=action,
        last=found.last.get(action.pk),
        draft=found.drafts.get(action.pk),
        is_own=action.pk in found.own,
        is_said=action.last_heard_at is not None and action.last_heard_at >= since,
        sent=sent if sent.action_id == action.pk else Sent(),
    )


def forms_in(groups: Iterable[RowGroup]) -> list[RowForm]:
    """Return the forms that came back wrong, for the list of errors above the page."""
    return [row.sent.form for group in groups for row in group.rows if row.sent.form is not None]
