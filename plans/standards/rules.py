"""Services that a standard asks something of, in words."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.choices import Words


class Service(Words):
    """A service, by the key that the catalogue uses."""

    ALL = "ALL", "All services"
    LA = "LA", "Councils"
    ICB = "ICB", "Health commissioners"
    MH = "MH", "Mental health services"
    ED = "ED", "Emergency departments"
    POL = "POL", "Police"
    AMB = "AMB", "Ambulance services"
    NHS111 = "NHS111", "NHS 111 providers"
    PTS = "PTS", "Patient transport services"
    PC = "PC", "Primary care"
    CYP = "CYP", "Children’s services"
    SUB = "SUB", "Drug and alcohol services"
    PH = "PH", "Public health"
    VCS = "VCS", "Voluntary and community organisations"
    HOUSING = "HOUSING", "Housing"
    REG = "REG", "Regulators"


def services_in_words(keys: Sequence[str]) -> str:
    """Return "Councils, police and ambulance services"; "All services, above all police …"."""
    labels = [_label(key) for key in keys if key != Service.ALL]
    if Service.ALL in keys:
        return f"All services, above all {_listed(_inside(labels))}" if labels else Service.ALL.label
    words = _listed([label if not at else _inside([label])[0] for at, label in enumerate(labels)])
    return words or "Not said"


def _label(key: str) -> str:
    return Service(key).label if key in Service.values() else key


def _inside(labels: list[str]) -> list[str]:
    return [label if label[:2].isupper() else label[:1].lower() + label[1:] for label in labels]


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
