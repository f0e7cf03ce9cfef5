"""Django's entry for what was promised and what has been done."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, actions, updates, reminders, rollups, imports, exports."""

    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        """Fill the menu, ask on the health page, look at digests once more, say how histories are read."""
        from areas.outbox.operations import register_last_look, register_seal
        from concordat.health.registry import register
        from plans import history_kinds, navigation
        from plans.reminders.operations import look_again, with_signed_links
        from plans.reminders.queries.health import rounds_on_time
        from plans.rollups.queries.lag import figures_lag

        navigation.register_all()
        history_kinds.register_all()
        register("figures", figures_lag)
        register("reminders", rounds_on_time)
        register_last_look("digest", look_again)
        register_seal("digest", with_signed_links)
        register_seal("nudge", with_signed_links)
        register_seal("link", with_signed_links)
