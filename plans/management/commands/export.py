"""``manage.py export national|actions|summary --format csv|xlsx|pdf|docx|zip|json --period QUARTER --out FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from concordat.choices import Words
from concordat.documents.write_xlsx import TooManyRows
from plans.exports.operations import export_summary, export_to
from plans.exports.rules import DataSet, FileFormat, check_period
from plans.exports.rules.summary_files import SummaryFormat, read_period

SUMMARY = "summary"


def _write_summary(out: Path, period: str, form: str) -> None:
    quarter, revision = read_period(period) if period else ("", None)
    export_summary(out, quarter=quarter, revision=revision, form=SummaryFormat(_known(SummaryFormat, form)))


def _known(formats: type[Words], form: str) -> str:
    if form not in formats.values():
        raise ValueError(f"There is no {form} of this. Choose one of: {', '.join(formats.values())}")
    return form


class Command(BaseCommand):
    """Write a data set to a file, whole or not at all."""

    help = "Write the figures of areas, all actions, or the national summary of a quarter to a file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the data set, the format, the period and the place."""
        formats = dict.fromkeys([*FileFormat.values(), *SummaryFormat.values()])
        parser.add_argument("data_set", choices=[*DataSet.values(), SUMMARY], help="what to export")
        parser.add_argument(
            "--format", choices=list(formats), help="how to write it: csv unless told, a summary as pdf"
        )
        parser.add_argument(
            "--period", default="", help="for the summary a frozen quarter such as 2026-27-Q2; leave out for today"
        )
        parser.add_argument("--out", required=True, type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say what to do and leave nothing."""
        out: Path = options["out"]
        try:
            if options["data_set"] == SUMMARY:
                _write_summary(out, options["period"], options["format"] or SummaryFormat.PDF)
            else:
                check_period(options["period"])
                form = _known(FileFormat, options["format"] or FileFormat.CSV)
                export_to(out, data_set=DataSet(options["data_set"]), file_format=FileFormat(form))
        except (ValueError, TooManyRows) as refused:
            raise CommandError(str(refused)) from refused
        except OSError as trouble:
            raise CommandError(f"{out} cannot be written: {trouble.strerror}. Choose another place.") from trouble
        self.stdout.write(f"Wrote {out} ({out.stat().st_size:,} bytes).")
