"""The one body a reader would name leads; the others are partners."""

from __future__ import annotations

import pytest

from plans.imports.rules.leads import read_lead

CELLS = [
    ("CCG", "CCG", []),
    ("CCG & Police", "CCG", ["Police"]),
    ("WCC/ Public Health", "WCC", ["Public Health"]),
    ("Council\nCCG\nPolice", "Council", ["CCG", "Police"]),
    ("Police; Trust; Council", "Police", ["Trust", "Council"]),
    ("CCG in association with Public Health", "CCG", ["Public Health"]),
    ("Trust with sign up from Police, Council and local Mind", "Trust", ["Police", "Council", "local Mind"]),
    ("Police, supported by Ambulance Service", "Police", ["Ambulance Service"]),
    ("Lead: CCG; Support: Police, Mind", "CCG", ["Police", "Mind"]),
    ("Trust, CCG (lead)", "CCG", ["Trust"]),
    ("NTW and Partners", "NTW", []),
    ("Mental health trust\nHumber-wide", "Mental health trust", []),
    ("Derby and Derbyshire CCG", "Derby and Derbyshire CCG", []),
    ("Health and Wellbeing Board", "Health and Wellbeing Board", []),
    ("Police and Crime Commissioner, CCG", "Police and Crime Commissioner", ["CCG"]),
    ("Kent and Medway Partnership Trust with Kent Police", "Kent and Medway Partnership Trust", ["Kent Police"]),
    ("CCG – Jane Smith", "CCG", []),
    ("All", None, []),
    ("Both CCGs", None, []),
    ("All agencies to identify lead", None, []),
    ("TBC", None, []),
    ("", None, []),
]


@pytest.mark.parametrize(("text", "lead", "partners"), CELLS)
def test_a_cell_names_its_lead_and_partners(text: str, lead: str | None, partners: list[str]) -> None:
    found = read_lead(text)
    assert (found.lead, list(found.partners)) == (lead, partners)


def test_a_person_alone_is_kept_and_told() -> None:
    found = read_lead("Dr A Jones")
    assert (found.lead, found.persons) == ("Dr A Jones", ("Dr A Jones",))
