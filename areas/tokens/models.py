"""Personal tokens. Only a hash of each is kept."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.tokens.rules import HINT_LETTERS, TokenScope


class PersonalTokenQuerySet(models.QuerySet["PersonalToken"]):
    """Filters over tokens."""

    def working(self, today: date) -> Self:
        """Keep the tokens that open something on ``today``: neither stopped nor run out, their owner's account open."""
        return self.filter(stopped_at=None, expires_on__gte=today, person__is_active=True)


class PersonalToken(models.Model):
    """A key of one person for programs of theirs; it stays for the trail when it is stopped.

    Whoever reads the table cannot use it: ``token_hash`` leads back to no token, ``hint`` is its first letters.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=HINT_LETTERS)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=TokenScope.choices()))
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    submission_key = models.UUIDField(unique=True)

    objects = PersonalTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(name="token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="token_scopes_known",
                condition=Q(scopes__contained_by=TokenScope.values()) & Q(scopes__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def scopes_in_words(self) -> list[str]:
        """What it opens."""
        return [TokenScope(one).label for one in self.scopes]
