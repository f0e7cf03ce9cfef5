"""People and the roles they hold."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from areas.people.rules import Standing, standing_of
from areas.roles.rules import SCOPE_OF, Role, Scope


class PersonManager(BaseUserManager["Person"]):
    """Creates people; addresses are kept in lower case."""

    def create_person(self, email: str, name: str, password: str | None = None, **more: Any) -> Person:
        """Create a person who signs in with ``email``; without a password they cannot yet."""
        person = self.model(email=email.strip().lower(), name=name, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find a person by e-mail address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their memberships."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    #: How far the person reaches, kept for one request by ``people/access.py``.
    kept_reach: Any = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(name="email_in_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> Standing:
        """How the account stands."""
        return standing_of(is_active=self.is_active, has_password=self.has_usable_password())


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters over memberships."""

    def active(self, today: date) -> Self:
        """Keep the memberships in force on ``today`` of people who may sign in."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=today), started_on__lte=today, person__is_active=True
        )


def _scope_condition() -> Q:
    """Say in SQL that a role has exactly the scope that ``SCOPE_OF`` gives it."""
    filled = {
        Scope.ORGANISATION: {"organisation", "partnership"},
        Scope.PARTNERSHIP: {"partnership"},
        Scope.REGION: {"region"},
        Scope.NATION: set(),
    }
    condition = Q()
    for scope, needed in filled.items():
        roles = [role.value for role, its_scope in SCOPE_OF.items() if its_scope == scope]
        clause = Q(role__in=roles)
        for field in ("organisation", "partnership", "region"):
            clause &= Q(**{f"{field}__isnull": field not in needed})
        condition |= clause
    return condition


class Membership(models.Model):
    """A role of a person in a scope, from a day until it ends (``ended_on``: first day without).

    ``successor`` reads from then on what the person would have been reminded of, as far as they may see it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices())
    organisation = models.ForeignKey(
        "areas.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    partnership = models.ForeignKey(
        "areas.Partnership", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    region = models.ForeignKey(
        "areas.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_has_its_scope", condition=_scope_condition()),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="successor_after_the_end",
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "partnership", "region"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.get_role_display()}"

    @property
    def scope_words(self) -> str:
        """What the role is about, in words (reads organisation, partnership and region)."""
        if self.organisation is not None:
            return f"{self.organisation} in {self.partnership}"
        return str(self.partnership or self.region or "England")
