"""``manage.py import_plan``: show how a file is read, and bring it in with ``--apply``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from areas.models import LocalArea
from concordat.documents.uploads import UploadRefused
from concordat.periods import financial_year_of
from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused, apply_import, plan_of_area, read_upload
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.merging import merge_import
from plans.imports.operations.refusals import PlanHasActions
from plans.imports.queries import area_called, plan_to_import_into
from plans.imports.queries.telling import told_for
from plans.imports.rules.files import Upload, read_file
from plans.imports.rules.printed import printed_lines, read_legend
from plans.imports.rules.told import NOTHING_TOLD
from plans.planning.rules.actions import ActionRefused


class Command(BaseCommand):
    """Read a plan from a file. A dry run unless ``--apply`` is given."""

    help = "Show row by row how a Word, Excel or CSV plan is read; with --apply bring it in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the area, and how to read."""
        parser.add_argument("file", type=Path, help="the plan as .docx, .xlsx or .csv")
        parser.add_argument("--area", required=True, help="the area's slug, for example northumberland")
        parser.add_argument("--plan-year", type=int, help="the year in which the plan's financial year begins")
        parser.add_argument("--legend", default="", help="what colours mean: red=off_track,green=complete")
        parser.add_argument("--apply", action="store_true", help="bring the rows into the area's plan")
        parser.add_argument("--json", action="store_true", help="print the reading as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, print, and apply if asked."""
        try:
            self._run(**options)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}. Check its name.") from error
        except (UploadRefused, ImportRefused, ActionRefused, ValueError) as refused:
            raise CommandError(f"{str(refused).rstrip('.')}.") from refused

    def _run(self, *, file: Path, area: str, apply: bool, **options: Any) -> None:
        legend = read_legend(options["legend"])
        data = file.read_bytes()
        place = area_called(area)
        plan = plan_to_import_into(place)
        year = options["plan_year"] or (plan.plan_year if plan else None)
        told = told_for(plan) if plan else NOTHING_TOLD
        reading = read_file(file.name, data, plan_year=year, legend=legend, told=told)
        if options["json"]:
            self.stdout.write(json.dumps(reading, ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"{line}\n" for line in printed_lines(reading))
        if apply:
            year = year or reading["plan_year"] or financial_year_of(timezone.localdate())
            self._apply(place, Upload(file.name, data, year, legend))

    def _apply(self, area: LocalArea, upload: Upload) -> None:
        with transaction.atomic():
            plan = plan_of_area(area=area, plan_year=upload.plan_year or 0, by=None)
            kept = read_upload(plan=plan, upload=upload, by=None)
            try:
                count = apply_import(plan_import=kept, by=None)
            except PlanHasActions:
                self._merge(kept)
                return
        self.stderr.write(f"{count} actions are in “{plan.title}”.")

    def _merge(self, kept: PlanImport) -> None:
        """Bring in what the file changes; what a person has to decide is left to the page."""
        compare_import(plan_import=kept)
        done = merge_import(plan_import=kept, by=None)
        self.stderr.write(f"{done.added} actions added and {done.changed} changed in “{kept.plan.title}”.")
