"""Django's entry for the toolkit."""

from django.apps import AppConfig


class ConcordatConfig(AppConfig):
    """The toolkit: templates, tags and commands, but no tables."""

    name = "concordat"
    verbose_name = "Concordat"

    def ready(self) -> None:
        """Make our Celery application the one that tasks belong to; register the toolkit's health questions."""
        from concordat import celery
        from concordat.health import probes

        celery.app.set_default()
        probes.register_all()
