"""Wiring and toolkit: no tables, knows no area and no plan."""

from concordat.celery import app as celery_app

__all__ = ["celery_app"]
