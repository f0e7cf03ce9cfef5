"""Evidence for the tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from concordat.documents.kept_files import check_kept_file
from plans.evidence.operations import add_evidence
from plans.evidence.rules import NewEvidence
from plans.models import Action, Evidence

A_PDF = b"%PDF-1.7\nbody\n%%EOF\n"


def add_link(action: Action, url: str = "https://www.example.org/report", **more: Any) -> Evidence:
    """Add a link to an action."""
    by, key = more.pop("by", None), more.pop("key", None)
    more.setdefault("title", "The report")
    return add_evidence(action_id=action.pk, new=NewEvidence(url=url, **more), file=None, by=by, submission_key=key)


def add_file(action: Action, data: bytes = A_PDF, name: str = "Register.pdf", **more: Any) -> Evidence:
    """Add a file to an action."""
    by, key = more.pop("by", None), more.pop("key", None)
    more.setdefault("title", "Training register")
    file = check_kept_file(name, data)
    return add_evidence(action_id=action.pk, new=NewEvidence(**more), file=file, by=by, submission_key=key)


def send(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Send the form with a title and a link, unless told otherwise."""
    fields: dict[str, Any] = {
        "title": "Training register",
        "classification": "internal",
        "url": "https://example.org/a",
    }
    fields |= typed
    return client.post(address, {name: value for name, value in fields.items() if value is not None})


def a_file(name: str = "Register.pdf", data: bytes = A_PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="application/x-lies")


def boxes(name: str, day: date) -> dict[str, str]:
    """Return a date as three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
