"""The health page says whether letters leave."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from areas.models import Letter
from areas.outbox.queries import letters_lag
from concordat.health.registry import names
from tests.cast import Cast


def _letter(cast: Cast, *, minutes_ago: int, state: str = "planned") -> None:
    letter = Letter.objects.create(
        key=f"k{minutes_ago}", kind="digest", person=cast.colin, address=cast.colin.email, subject="s", text="t",
        html="h", message_id=f"<{minutes_ago}@example.org>",
    )  # fmt: skip
    then = timezone.now() - timedelta(minutes=minutes_ago)
    Letter.objects.filter(pk=letter.pk).update(planned_at=then, state=state, sent_at=then if state == "sent" else None)


def test_letters_are_asked_about() -> None:
    assert "letters" in names()


def test_no_letter_that_waits_is_well(cast: Cast) -> None:
    _letter(cast, minutes_ago=600, state="sent")
    assert letters_lag().ok


def test_a_letter_of_a_few_minutes_is_well(cast: Cast) -> None:
    _letter(cast, minutes_ago=7)
    assert (letters_lag().ok, letters_lag().says) == (True, "the oldest letter has waited 7 minutes")


def test_a_letter_that_waits_for_hours_is_not(cast: Cast) -> None:
    _letter(cast, minutes_ago=180)
    assert not letters_lag().ok


def test_a_letter_put_off_does_not_count_before_its_time(cast: Cast) -> None:
    _letter(cast, minutes_ago=180)
    Letter.objects.update(not_before=timezone.now() + timedelta(hours=3))
    assert letters_lag().ok
