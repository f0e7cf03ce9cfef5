"""The Celery application. Every periodic job stands in ``concordat/timetable.py``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")

app = Celery("concordat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["areas", "plans", "concordat.health"])
