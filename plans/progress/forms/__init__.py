"""What is asked about how an action stands."""

from plans.progress.forms.updates import UpdateForm

__all__ = ["UpdateForm"]
