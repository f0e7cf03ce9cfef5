"""The page of periodic jobs names only jobs that exist."""

from concordat.celery import app
from concordat.health import ask, heartbeat
from concordat.timetable import TIMETABLE


def test_every_job_on_the_timetable_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in TIMETABLE.values()} <= set(app.tasks)


def test_the_sign_of_life_is_given_often_enough_to_count() -> None:
    every = TIMETABLE["give a sign of life"]["schedule"]
    assert every == heartbeat.EVERY
    assert 3 * every <= ask.TOO_OLD
