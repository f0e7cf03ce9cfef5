"""Django's entry for who and where."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Places, organisations, people, declarations, letters, audit."""

    name = "areas"
    verbose_name = "Areas"

    def ready(self) -> None:
        """Fill the menu, ask on the health page, say how histories are read."""
        from areas import history_kinds, navigation
        from areas.outbox.queries import letters_lag
        from concordat.health.registry import register

        navigation.register_all()
        history_kinds.register_all()
        register("letters", letters_lag)
