"""Django's entry for what was promised and what has been done."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, actions, updates, reminders, rollups, imports, exports."""

    name = "plans"
    verbose_name = "Plans"
