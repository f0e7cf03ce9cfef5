"""Send somebody a new link to one action, to the address they have."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from areas.audit.operations import record
from areas.models import Person
from areas.outbox.operations import put_letters
from areas.outbox.rules import NewLetter
from concordat.jobs import hand_over_on_commit
from concordat.mail import write_message
from plans.planning.models import Action

KIND = "link"


@transaction.atomic
def send_new_link(*, person: Person, action: Action, day: date) -> None:
    """Put a letter with a link to an action into the outbox: one a person, action and day, however often it is asked for.

    The link is written into it as it leaves (``with_signed_links``).
    """
    message = write_message("link", {"name": person.name, "action": action, "plan": action.plan})
    letter = NewLetter(
        key=f"{KIND}:{day.isoformat()}:{person.pk}:{action.pk}",
        kind=KIND,
        person_id=person.pk,
        address=person.email,
        subject=message.subject,
        text=message.text,
        html=message.html,
    )
    if put_letters([letter]):
        record(by=None, verb="sent a new link", thing=action, after={"person": person.pk})
        hand_over_on_commit("areas.tasks.send_letters")
