"""Django's entry for the toolkit."""

from django.apps import AppConfig


class ConcordatConfig(AppConfig):
    """The toolkit: templates, tags and commands, but no tables."""

    name = "concordat"
    verbose_name = "Concordat"
