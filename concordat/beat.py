"""The clock's own Celery application: it sends what stands in the timetable by name, and does none of it.

So it needs neither tables nor rooms, only the settings and its own signs of life, which spares half of its memory.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")

app = Celery("concordat", fixups=[])
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["concordat.health.tasks"]
