"""Index of the tasks of what was promised and done: each loads nothing and calls its room."""

from celery import shared_task

from plans.evidence import operations as evidence
from plans.imports.operations import reading as imports
from plans.reminders import operations as reminders
from plans.rollups import operations as rollups


@shared_task(name="plans.tasks.refresh_plan")
def refresh_plan(plan_id: int) -> None:
    """Count one plan."""
    rollups.refresh_plans([plan_id])


@shared_task(name="plans.tasks.refresh_marked_plans")
def refresh_marked_plans() -> None:
    """Count the plans whose mark moved."""
    rollups.refresh_marked_plans()


@shared_task(name="plans.tasks.refresh_all_plans")
def refresh_all_plans() -> None:
    """Count every plan for today."""
    rollups.refresh_plans(None)


@shared_task(name="plans.tasks.verify_figures")
def verify_figures() -> None:
    """Prove that stored figures equal a fresh count."""
    rollups.verify()


@shared_task(name="plans.tasks.take_snapshots")
def take_snapshots() -> None:
    """Keep the figures of the days that are over."""
    rollups.take_missing_snapshots()


@shared_task(name="plans.tasks.run_reminders")
def run_reminders() -> None:
    """Plan and write the day's letters; they are sent by the outbox."""
    reminders.run_round()


@shared_task(name="plans.tasks.check_links")
def check_links() -> None:
    """Look at the links of evidence that are due."""
    evidence.check_links()


@shared_task(name="plans.tasks.read_import")
def read_import(import_id: int) -> None:
    """Read one file that somebody sent."""
    imports.read_import(import_id)


@shared_task(name="plans.tasks.read_waiting_imports")
def read_waiting_imports() -> None:
    """Read the files that wait and nobody reads."""
    imports.read_waiting_imports()
