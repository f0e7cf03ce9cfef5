"""Letters. PostgreSQL holds the truth; the broker only says "look"."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from areas.outbox.rules import LetterState, TryOutcome


class LetterQuerySet(models.QuerySet["Letter"]):
    """Filters over letters."""

    def waiting(self) -> Self:
        """Keep the letters that have not left yet, claimed or not."""
        return self.filter(state__in=[LetterState.PLANNED.value, LetterState.CLAIMED.value])

    def not_handed_over(self) -> Self:
        """Keep the letters that wait or are claimed, and that no mail server has or had."""
        return self.waiting().filter(handed_over_at__isnull=True)


class Letter(models.Model):
    """One letter to one person.

    ``key`` is unique: planning the same letter twice makes one row. ``message_id`` follows from
    the key, so a mail server that is asked twice can see that it is the same letter.

    ``claimed_until`` is the lease of the worker that holds the letter. ``handed_over_at`` is set
    while the mail server has the letter and has not answered: a letter found in that state after
    its worker died may arrive twice, any other letter of that worker cannot.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="letters")
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=LetterState.choices(), default=LetterState.PLANNED.value)
    planned_at = models.DateTimeField(auto_now_add=True)
    keeps_hours = models.BooleanField(
        default=False, db_default=False, help_text="It can wait: it leaves on working days, by day."
    )
    not_before = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    maybe_twice = models.BooleanField(
        default=False,
        help_text="A worker died while sending: the letter may have arrived twice.",
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["id"],
                name="letters_waiting",
                condition=Q(state__in=["planned", "claimed"]),
            ),
            models.Index(fields=["person", "-id"], name="letters_of_person"),
        ]
        constraints = [
            models.CheckConstraint(name="letter_state_known", condition=Q(state__in=LetterState.values())),
            models.CheckConstraint(
                name="sent_letter_has_its_hour", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="claimed_letter_has_a_lease",
                condition=~Q(state="claimed") | Q(claimed_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.address}"


class LetterTry(models.Model):
    """One try to hand a letter over, and what became of it. Only ever added to.

    A run that finds no mail server at all is no try: it says nothing of the letter.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tries")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=TryOutcome.choices())
    reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="try_outcome_known", condition=Q(outcome__in=TryOutcome.values())),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.at}"


class DeadAddress(models.Model):
    """An address that the mail server refused until a letter was parked: nothing more goes there.

    What waits for it is suspended until somebody says that letters arrive again.
    """

    address = models.EmailField(max_length=254, unique=True)
    since = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(name="dead_address_in_lower_case", condition=Q(address=Lower("address"))),
        ]

    def __str__(self) -> str:
        return self.address


class BankHoliday(models.Model):
    """A bank holiday of England and Wales, as the list on GOV.UK had it when it was last asked for."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=100)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"
