"""Who leads: every way of naming several, one, nobody, a person, a post."""

from __future__ import annotations

from tests.samples.more.made import plan, word

HEADS = ["No.", "Action", "Timescale", "Lead Agency"]

#: Cell → the lead and the partners a reader names.
LEADS: dict[str, tuple[str | None, list[str]]] = {
    "Police/Ambulance Service": ("Police", ["Ambulance Service"]),
    "Police, Trust, Council": ("Police", ["Trust", "Council"]),
    "Police & Trust": ("Police", ["Trust"]),
    "Police and Ambulance Service": ("Police", ["Ambulance Service"]),
    "CCG; Public Health": ("CCG", ["Public Health"]),
    "CCG\nTrust\nCouncil": ("CCG", ["Trust", "Council"]),
    "CCG + SSSFT": ("CCG", ["SSSFT"]),
    "CCG | Trust": ("CCG", ["Trust"]),
    "Public Health with sign up from all partners": ("Public Health", []),
    "Trust with sign up from Police and Council": ("Trust", ["Police", "Council"]),
    "CCG\nWorking with: Trust, Police": ("CCG", ["Trust", "Police"]),
    "CCG (lead), Trust, Police": ("CCG", ["Trust", "Police"]),
    "Trust, CCG (Lead)": ("CCG", ["Trust"]),
    "Lead: Council Support: CCG, Mind": ("Council", ["CCG", "Mind"]),
    "All": (None, []),
    "Both": (None, []),
    "All agencies": (None, []),
    "All agencies to identify lead": (None, []),
    "TBC": (None, []),
    "Health and Wellbeing Board": ("Health and Wellbeing Board", []),
    "Office of the Police and Crime Commissioner": ("Office of the Police and Crime Commissioner", []),
    "Director of Adult Social Care, Council": ("Director of Adult Social Care", ["Council"]),
    "NTW / CPFT / ELFT": ("NTW", ["CPFT", "ELFT"]),
    "Jane Smith, CCG": ("CCG", []),
    "CCG (Jane Smith)": ("CCG", []),
    "Dr Patel": ("Dr Patel", []),
}


@plan(
    "leads-of-every-kind.docx",
    actions=[
        {
            "action": f"Do thing number {number}.",
            "lead": lead,
            "partners": partners,
            "lead_text": " ".join(cell.split()),
        }
        for number, (cell, (lead, partners)) in enumerate(LEADS.items(), 1)
    ],
    warned=["Jane Smith: a person’s name", "Dr Patel: a person’s name"],
)
def leads_of_every_kind() -> bytes:
    rows = [[str(number), f"Do thing number {number}.", "June 2015", cell] for number, cell in enumerate(LEADS, 1)]
    return word([HEADS, *rows])


@plan(
    "names-that-hold-commas.docx",
    names=[
        "Tees, Esk and Wear Valleys NHS Foundation Trust", "Bath and North East Somerset Council",
        "Cheshire, Warrington and Wirral Area Team", "Trees and Water Charity",
    ],
    actions=[
        {"lead": "Tees, Esk and Wear Valleys NHS Foundation Trust", "partners": []},
        {"lead": "Bath & North East Somerset Council", "partners": ["Police"]},
        {"lead": "CCG", "partners": ["Cheshire, Warrington and Wirral Area Team", "Trees and Water Charity"]},
    ],
)  # fmt: skip
def names_that_hold_commas() -> bytes:
    return word(
        [
            HEADS,
            ["1", "Run the line.", "May 2015", "Tees, Esk and Wear Valleys NHS Foundation Trust"],
            ["2", "Run the house.", "May 2015", "Bath & North East Somerset Council, Police"],
            [
                "3", "Run the group.", "May 2015",
                "CCG, Cheshire, Warrington and Wirral Area Team and Trees and Water Charity",
            ],
        ]
    )  # fmt: skip


@plan(
    "leads-and-partners-apart.docx",
    actions=[
        {"lead": "CCG", "partners": ["Trust", "Police"], "due": "2015-06-30"},
        {"lead": "Council", "partners": [], "kind": "ongoing"},
    ],
)
def leads_and_partners_apart() -> bytes:
    return word(
        [
            ["Ref", "Proposed action", "Lead organisation", "Partner organisations", "Target completion date"],
            ["1", "Buy two more beds.", "CCG", "Trust; Police", "Q1"],
            ["2", "Meet each month.", "Council", "n/a", "On-going"],
        ]
    )
