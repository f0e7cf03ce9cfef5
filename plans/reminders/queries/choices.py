"""What people chose about their letters, and the token by which a letter is told to stop."""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing
from django.db.models import Exists, OuterRef

from areas.models import Membership, Person
from plans.reminders.models import LetterChoice

#: A letter may be told to stop for this long; after that one signs in.
GOOD_FOR = timedelta(days=90)
_SALT = "plans.reminders.off"


def choice_of(person_id: int) -> LetterChoice | None:
    """Return what somebody chose about their letters, or None."""
    return LetterChoice.objects.filter(person=person_id).first()


def colleagues_of(person_id: int, today: date) -> list[tuple[int, str]]:
    """Return (id, name) of those who work in a partnership in which the person works too, by name."""
    own = Membership.objects.filter(person=person_id).order_by().values("partnership")
    beside = Membership.objects.active(today).filter(partnership__in=own, person=OuterRef("pk"))
    found = Person.objects.filter(Exists(beside)).exclude(pk=person_id)
    return list(found.order_by("name", "pk").values_list("pk", "name"))


def off_token(person_id: int) -> str:
    """Return the token that lets whoever holds a letter stop this person's letters, and nothing else."""
    return signing.TimestampSigner(sep=".", salt=_SALT).sign(str(person_id))


def person_of_token(token: str) -> Person | None:
    """Return whose letters a token is about; None where it is broken, too old, or the person is gone."""
    try:
        person = signing.TimestampSigner(sep=".", salt=_SALT).unsign(token, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=int(person), is_active=True).first()
