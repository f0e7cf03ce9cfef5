"""What every kind of reminder says of itself, and the line in which it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from areas.roles.rules import Role
from plans.reminders.rules.kinds.names import ReminderKind
from plans.reminders.rules.words import date_words, days_words

#: Letters of a text that are quoted.
LONGEST_QUOTE = 280
#: Who is asked first, second, third.
AUDIENCE = (Role.CONTRIBUTOR, Role.OFFICER, Role.AREA_LEAD, Role.REGIONAL_LEAD)
#: For ``Kind.rows``: the editions whose actions are carried out now (``Plan.objects.in_force()``).
IN_FORCE = """newer.published_on IS NULL AND (plan.published_on IS NOT NULL OR plan.refreshes_id IS NULL)"""


@dataclass(frozen=True)
class Line:
    """One reminder with what is known about its object.

    ``place`` is the plan's id, or minus the partnership's for what belongs to no plan. ``due`` is the day from
    which the steps count; for silence, the action's due date.
    """

    kind: ReminderKind
    step: int
    object_kind: str
    object_id: int
    action_id: int | None
    place: int
    number: str
    text: str
    due: date | None
    lead: str
    plan: str
    rhythm: str
    heard_on: date | None
    detail: str = ""
    area: str = ""

    @property
    def about(self) -> tuple[str, int]:
        """Return what the line is about: in one letter it is listed once."""
        return self.object_kind, self.object_id

    @property
    def quote(self) -> str:
        """Return the text, shortened at a word."""
        return shortened(self.text)

    @property
    def label(self) -> str:
        """Return how the action is called: "action 1.2", or "action" for one without a number."""
        return f"action {self.number}".strip()


class Kind:
    """A kind of reminder. A step is a number of days before (+) or after (−) ``anchor``.

    To add one: a name in ``ReminderKind``, a class like those beside this one, and its templates in
    ``templates/emails/kinds/``. ``rows`` says in SQL what is looked for, as (object, the same in the edition before,
    action, plan, partnership, lead, heard on, anchor day); it may use ``live``, the live actions of editions in force, and
    the scopes ``{action}``, ``{plan}`` and ``{partnership}``, each about the table of that name. Whoever said something on
    or after the day on which a step was reached has answered it; where that is no answer, "heard on" is NULL.
    """

    name: ReminderKind
    object_kind = "action"
    meaning: str
    anchor: str
    steps: tuple[int, ...]
    lowest = -365
    highest = -1
    #: Whether the last step stands until it is answered, not only until the anchor.
    stands = True
    audience: tuple[Role, ...] = AUDIENCE
    #: Whether ``rows`` names an organisation, whose contributors can be asked.
    has_lead = False
    #: What one is in short, after its number, and what several are: "past its date", "past their date".
    short: str
    shorts: str
    rows = ""
    path = "/actions/{line.action_id}/updates/add/"

    @property
    def side(self) -> str:
        """Return "before", "after", or "" for a kind that speaks on both sides of its day."""
        if self.lowest >= 0:
            return "before"
        return "after" if self.highest < 0 else ""

    def why(self, line: Line, day: date) -> str:
        """Return in a sentence why the line is in the letter of ``day``."""
        due = line.due or day
        verb = "Was due" if due < day else "Due"
        return f"{verb} on {date_words(due)}, {days_words(due, day)}."

    def url(self, line: Line) -> str:
        """Return where one answers, from the root of the site."""
        return self.path.format(line=line)


def shortened(text: str, most: int = LONGEST_QUOTE) -> str:
    """Return a text in one line, shortened at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
