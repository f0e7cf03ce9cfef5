"""Django's entry for what was promised and what has been done."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, actions, updates, reminders, rollups, imports, exports."""

    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        """Fill the menu and add the rooms' questions to the health page."""
        from concordat.health.registry import register
        from plans import navigation
        from plans.rollups.queries.lag import figures_lag

        navigation.register_all()
        register("figures", figures_lag)
