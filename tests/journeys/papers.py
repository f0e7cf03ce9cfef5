"""Plans as an area has them, for the journeys: the shared samples where they are, else our own."""

from __future__ import annotations

from pathlib import Path

from docx import Document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"

_FIVE = ("No.", "Action", "Timescale", "Led By", "Outcomes")
_SEVEN = (*_FIVE, "Summary progress against actions", "Red/Amber/Green (RAG)")
_FIVE_ROWS = (
    ("1", "Refresh the needs assessment so that it covers people of every age who reach crisis.",
     "December ’14", "CCG in association with Public Health", "Gaps are known."),
    ("3", "Review rotas of approved mental health professionals at night and at weekends.",
     "by March 2015", "County Council", "No one waits because nobody is on shift."),
    ("7", "Monitor every use of a police cell and report it to the group.", "Ongoing", "Police", ""),
    ("8", "Write a joint crisis and contingency plan with everybody discharged from the crisis team.",
     "", "Mental Health Trust", "Fewer people come back within 28 days."),
)  # fmt: skip
_SEVEN_ROWS = (
    ("1001", "Commission liaison psychiatry seven days a week in the general hospital.", "April 2015", "CCG",
     "Seen within one hour.", "Action Complete. Service live since May.", "Green"),
    ("1002", "Share need-to-know information at the front door through one agreed form.", "April 2016", "All",
     "Nobody has to tell the story twice.", "Form agreed by three partners of five.", "Amber"),
    ("1004", "Train every response officer in mental health awareness.", "Ongoing", "Police", "", "", ""),
)  # fmt: skip


def five_columns(folder: Path) -> Path:
    """Return a plan with the five columns of the official template."""
    return _shared_or_own("official-five-columns.docx", folder, _FIVE, _FIVE_ROWS)


def seven_columns(folder: Path) -> Path:
    """Return a plan with the seven columns of the refresh."""
    return _shared_or_own("refresh-seven-columns.docx", folder, _SEVEN, _SEVEN_ROWS)


def _shared_or_own(name: str, folder: Path, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Path:
    if (SHARED / name).exists():
        return SHARED / name
    document = Document()
    document.add_heading("Action plan to enable delivery of shared goals 2015/16", 1)
    table = document.add_table(rows=0, cols=len(head))
    for texts in (head, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(folder / name))
    return folder / name


def signed_copy(folder: Path) -> Path:
    """Return a small PDF, as a scanner makes it."""
    path = folder / "declaration.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    return path
