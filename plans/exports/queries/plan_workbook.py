"""A plan as the sheets of a workbook that is edited and sent back."""

from __future__ import annotations

from django.utils import timezone

from concordat.documents.write_editable_xlsx import EditableColumn, EditableSheet
from concordat.web.words import date_words
from plans.imports.queries.stored import standards_help, stored_actions, vocabulary_of
from plans.imports.rules.workbook import COLUMNS, KEY, READING, SHEET, VERSION, cells_of, choices_of
from plans.planning.models import Plan


def plan_sheet(plan: Plan) -> EditableSheet:
    """Return the actions of a plan, the finished ones too (seven statements, whatever their number)."""
    vocabulary = vocabulary_of(plan)
    columns = [
        EditableColumn(one.heading, one.description, one.width, one.choices, one.strict, one.read_only)
        for one in COLUMNS
    ]
    rows = [cells_of(stored, vocabulary) for stored in stored_actions(plan.pk)]
    return EditableSheet(SHEET, columns, rows, choices_of(vocabulary))


def standards_sheet(plan: Plan) -> EditableSheet:
    """Return the sheet that says what the codes of standards mean."""
    columns = [
        EditableColumn("Code", "", 10, read_only=True),
        EditableColumn("Standard", "", 70, read_only=True),
        EditableColumn("Section", "", 50, read_only=True),
    ]
    return EditableSheet("Standards", columns, standards_help(plan))


def about_plan(plan: Plan, actions: int) -> list[tuple[str, str]]:
    """Return the lines that say what the workbook is and what may be done with it."""
    now = timezone.localtime()
    areas = ", ".join(plan.areas.order_by("name").values_list("name", flat=True))
    return [
        ("Title", plan.title),
        ("Partnership", plan.partnership.name),
        ("Areas", areas),
        ("Edition", str(plan.edition)),
        ("Taken on", f"{date_words(now)} at {now:%H:%M}"),
        ("Actions in it", f"{actions:,}"),
        ("What you may do", "Change any white cell, add rows below the last one, sort, filter, and move columns."),
        (
            "What to leave as it is",
            (
                f"The grey columns “{READING}”, “{KEY}” and “{VERSION}”. The first is only there to be read. "
                "The other two say which action a row is and which state of it you took away, so that nobody’s work is "
                "overwritten. Leave them empty in a new row."
            ),
        ),
        (
            "What happens when you send it back",
            (
                "Open the plan in the service, choose “Bring in a Word or Excel plan” and send this file. You see what is "
                "new, what is changed, and where somebody changed the same in the meantime. Nothing is saved until you confirm."
            ),
        ),
        (
            "If you take a row out",
            "Nothing is deleted. You are asked whether the action stays, is withdrawn or is complete.",
        ),
        ("Choosing from lists", "Cells with a list let you choose; the lists stand on the sheet “Choices”."),
        ("Please note", "Plans are public papers. Write nothing about a patient, and posts instead of persons’ names."),
    ]
