"""Index of the tasks of who and where: each calls its room."""

from celery import shared_task

from areas.outbox import operations as outbox


@shared_task(name="areas.tasks.send_letters")
def send_letters() -> None:
    """Send what waits in the outbox."""
    outbox.send_waiting_letters()


@shared_task(name="areas.tasks.refresh_holidays")
def refresh_holidays() -> None:
    """Ask GOV.UK for the bank holidays."""
    outbox.refresh_holidays()
