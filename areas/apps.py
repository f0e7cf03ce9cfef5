"""Django's entry for who and where."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Places, organisations, people, declarations, letters, audit."""

    name = "areas"
    verbose_name = "Areas"

    def ready(self) -> None:
        """Fill the menu."""
        from areas import navigation

        navigation.register_all()
