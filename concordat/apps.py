"""Django's entry for the toolkit."""

from django.apps import AppConfig


class ConcordatConfig(AppConfig):
    """The toolkit: templates, tags and commands, but no tables."""

    name = "concordat"
    verbose_name = "Concordat"

    def ready(self) -> None:
        """Register the toolkit's own health questions."""
        from concordat.health import probes

        probes.register_all()
