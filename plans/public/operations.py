"""Choose what the public sees. A choice takes effect at once: public pages are read from the tables each time."""

from __future__ import annotations

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from concordat.conflicts import StaleSave
from plans.planning.models import Plan
from plans.progress.models import ProgressUpdate
from plans.public.models import HeldBack, PublicChoice
from plans.public.rules import Choice


@transaction.atomic
def choose_public(*, plan: Plan, expected_version: int, choice: Choice, by: int | None) -> None:
    """Save what a plan shows; ``expected_version`` is 0 where nobody has chosen yet. Saying the same again writes nothing.

    Raises:
        StaleSave: somebody else chose since; ``current`` is what they chose (a ``Choice``).
    """
    now = PublicChoice.objects.filter(plan=plan).first()
    if now and now.choice == choice:
        return
    before = asdict(now.choice) if now else asdict(Choice())
    if now is None and expected_version == 0:
        _first(plan, choice)
    else:
        saved = PublicChoice.objects.filter(plan=plan, version=expected_version).update(
            **asdict(choice), version=F("version") + 1, changed_at=timezone.now()
        )
        if not saved:
            raise StaleSave(now.choice if now else Choice())
    record(by=by, verb="chose what is public", thing=plan, before=before, after=asdict(choice))


def _first(plan: Plan, choice: Choice) -> None:
    try:
        with transaction.atomic():
            PublicChoice.objects.create(plan=plan, **asdict(choice))
    except IntegrityError:
        raise StaleSave(PublicChoice.objects.get(plan=plan).choice) from None


@transaction.atomic
def hold_back(*, update: ProgressUpdate, by: int | None) -> None:
    """Keep the wording of an update inside. Done twice, it is done once."""
    _, made = HeldBack.objects.get_or_create(update=update, defaults={"by_id": by})
    if made:
        record(by=by, verb="kept a wording inside", thing=update.action, after={"update": update.pk})


@transaction.atomic
def let_read(*, update: ProgressUpdate, by: int | None) -> None:
    """Let the public read the wording of an update again, as far as the plan shows wordings."""
    gone, _ = HeldBack.objects.filter(update=update).delete()
    if gone:
        record(by=by, verb="let a wording be read", thing=update.action, after={"update": update.pk})
