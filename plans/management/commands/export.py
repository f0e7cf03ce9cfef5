"""``manage.py export national|actions --format csv|xlsx --out FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from concordat.documents.write_xlsx import TooManyRows
from plans.exports.operations import export_to
from plans.exports.rules import DataSet, FileFormat, check_period


class Command(BaseCommand):
    """Write a data set to a file, whole or not at all."""

    help = "Write the national summary or all actions to a file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the data set, the format, the period and the place."""
        parser.add_argument("data_set", choices=DataSet.values(), help="what to export")
        parser.add_argument("--format", choices=FileFormat.values(), default="csv", help="how to write it")
        parser.add_argument("--period", default="", help="a frozen quarter such as 2026-27-Q2; leave out for today")
        parser.add_argument("--out", required=True, type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say what to do and leave nothing."""
        out: Path = options["out"]
        try:
            check_period(options["period"])
            export_to(out, data_set=DataSet(options["data_set"]), file_format=FileFormat(options["format"]))
        except (ValueError, TooManyRows) as refused:
            raise CommandError(str(refused)) from refused
        except OSError as trouble:
            raise CommandError(f"{out} cannot be written: {trouble.strerror}. Choose another place.") from trouble
        self.stdout.write(f"Wrote {out} ({out.stat().st_size:,} bytes).")
