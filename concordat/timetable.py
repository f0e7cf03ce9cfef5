"""Every periodic job on one page, with its hour (Europe/London)."""

from typing import Any

from celery.schedules import crontab

TIMETABLE: dict[str, dict[str, Any]] = {
    "give a sign of life": {
        "task": "concordat.health.tasks.beat",
        "schedule": 30.0,
        "options": {"expires": 60},
    },
    # A round may run again: a clock that was down at half past six catches up within the hour, all day. What it writes
    # leaves from seven on (``LETTER_HOURS``).
    "plan and write the day's letters": {
        "task": "plans.tasks.run_reminders",
        "schedule": crontab(hour="6-17", minute="30"),
    },
    "send what waits in the outbox": {
        "task": "areas.tasks.send_letters",
        "schedule": crontab(minute="*/5"),
    },
    "ask GOV.UK for the bank holidays": {
        "task": "areas.tasks.refresh_holidays",
        "schedule": crontab(day_of_month="3", hour="4", minute="40"),
    },
    "count again the plans whose mark moved": {
        "task": "plans.tasks.refresh_marked_plans",
        "schedule": 60.0,
    },
    "read the files that nobody reads": {
        "task": "plans.tasks.read_waiting_imports",
        "schedule": 60.0,
    },
    "turn overdue and silent figures at midnight": {
        "task": "plans.tasks.refresh_all_plans",
        "schedule": crontab(hour="0", minute="5"),
    },
    "keep the figures of the day that is over": {
        "task": "plans.tasks.take_snapshots",
        "schedule": crontab(hour="0-6", minute="40"),
    },
    "prove that stored figures equal recomputed ones": {
        "task": "plans.tasks.verify_figures",
        "schedule": crontab(hour="3", minute="15"),
    },
    # Each link once a month; a run takes those whose month is over, and the next run whatever is left.
    "look at the links of evidence": {
        "task": "plans.tasks.check_links",
        "schedule": crontab(hour="1-4", minute="20"),
    },
}
