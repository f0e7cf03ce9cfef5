"""The heartbeat task and what the clock notes when it queues it."""

from typing import Any

from celery import shared_task
from celery.signals import after_task_publish, beat_init, worker_ready

from concordat.health import heartbeat

NAME = "concordat.health.tasks.beat"


@shared_task(name=NAME)
def beat() -> None:
    """Note that a worker runs tasks."""
    heartbeat.note("worker")


@after_task_publish.connect(sender=NAME)
def clock_queued(**facts: Any) -> None:
    """Note that the clock queues tasks: nothing else ever queues this one."""
    heartbeat.note("beat")


@beat_init.connect
def clock_started(**facts: Any) -> None:
    """Note the clock's first sign of life at once."""
    heartbeat.note("beat")


@worker_ready.connect
def worker_started(**facts: Any) -> None:
    """Note the worker's first sign of life at once."""
    heartbeat.note("worker")
