"""What was measured, on screen and as JSON lines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Result:
    """One number with its goal: the value must not be larger. ``detail``: what it was made of."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    detail: str = ""
    data: dict[str, float] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """Return whether the goal was met."""
        if self.goal is None:
            return ""
        return "met" if self.value <= self.goal else "MISSED"

    def as_json(self) -> str:
        """Return one line of JSON."""
        return json.dumps(asdict(self) | {"verdict": self.verdict.lower()}, ensure_ascii=False)


def table(results: list[Result]) -> str:
    """Return a table of results, one line each."""
    rows = [("what", "measured", "goal", "", "how")]
    for one in results:
        goal = "" if one.goal is None else f"≤ {one.goal:g}"
        rows.append((one.name, f"{one.value:.4g} {one.unit}".strip(), goal, one.verdict, one.detail))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join([*(row[column].ljust(widths[column]) for column in range(4)), row[4]]).rstrip() for row in rows
    )
