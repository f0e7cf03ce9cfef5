"""What stands around the rows: titles, names of sheets, paragraphs between tables."""

from __future__ import annotations

from concordat.documents.grid import Table
from plans.imports.rules.actions import Context
from plans.imports.rules.rows import Found
from plans.imports.rules.sections import is_general, is_title_of_new, state_of_title
from plans.imports.rules.themes import section_of, standards_in


def enter(title: Found, context: Context) -> None:
    """Let a title speak for the rows below it."""
    section = title.section
    if section is None:
        return
    state, is_new = state_of_title(title.text), is_title_of_new(title.text)
    codes = standards_in(title.text, anywhere=False)
    if state or is_new:
        context.state, context.is_new = state, is_new
        return
    context.state, context.is_new = None, False
    if section.heading:
        context.heading, context.standards = section.title, codes or context.standards
    else:
        context.theme, context.theme_number = section.title, section.number
        context.heading, context.standards = None, codes


def named_sheet(table: Table, context: Context, tables: int) -> Context:
    """Return the context in which a sheet begins: its name may be a theme, or say that its rows are done."""
    if not table.name:
        return context
    section = section_of(table.name)
    state = state_of_title(table.name)
    named = section.known or (tables > 1 and not state and not is_general(table.name))
    theme = section.title if named and not section.heading else None
    return Context(theme, section.number if theme else None, state=state, is_new=is_title_of_new(table.name))


def enter_paragraph(text: str, style: str, context: Context, *, next_is_plan: bool) -> bool:
    """Let a paragraph outside tables speak for the rows below it; returns whether it is a section's title."""
    section = section_of(text)
    state = state_of_title(text) if len(text) < 120 else None
    is_heading = style.lower().startswith("heading")
    if state or is_heading or section.known:
        context.state, context.is_new = state, is_title_of_new(text)
        context.heading, context.standards = None, standards_in(text, anywhere=False)
        if section.known and not section.heading:
            context.theme, context.theme_number = section.title, section.number
        elif section.known:
            context.heading = section.title
        elif is_heading and next_is_plan:
            named = not is_general(text) and not state
            context.theme, context.theme_number = (section.title, section.number) if named else (None, None)
    return section.known or (is_heading and context.theme == section.title)
