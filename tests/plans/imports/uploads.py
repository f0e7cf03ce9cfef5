"""Small files for the tests of imports."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from plans.imports.models import PlanImport
from plans.imports.operations import read_upload
from plans.imports.rules.files import Upload
from tests.cast import Cast

CSV = (
    "No.,Action,Timescale,Led By,Outcomes\n"
    "1.1,Open a crisis café in the evening.,by March 2027,Police,People find help.\n"
    "1.2,Write a leaflet for carers.,Ongoing,All agencies,Carers know whom to ring.\n"
)


def csv_file(text: str = CSV, name: str = "plan.csv") -> SimpleUploadedFile:
    """Return a CSV plan as a browser sends it."""
    return SimpleUploadedFile(name, text.encode())


def an_import(cast: Cast, text: str = CSV) -> PlanImport:
    """Have Olive send a CSV plan of two actions."""
    return read_upload(plan=cast.plan, upload=Upload("plan.csv", text.encode(), 2026), by=cast.olive.pk)
