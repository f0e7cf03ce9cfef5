"""The keys of forms that make something."""

from __future__ import annotations

from django.db import models

from plans.planning.models.actions import Action
from plans.planning.models.plans import Plan


class Submission(models.Model):
    """The key of a form that makes a plan or an action: sent twice, it makes one."""

    key = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)
