"""Pictures over quarters, and how far things went since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from concordat.charts.lines import Line, Trend, make_trend
from concordat.periods import Quarter
from plans.rollups.rules import Figures

_LINES = (("Complete", "complete"), ("On track", "on_track"), ("Overdue", "overdue"))


def quarters_trend(
    place: str, kept: Sequence[tuple[Quarter, Figures | None]], now: Figures, today: date
) -> Trend | None:
    """Return actions at the end of each quarter and today; None where no quarter was kept yet."""
    first = next((at for at, (_, figures) in enumerate(kept) if figures), None)
    if first is None:
        return None
    shown = kept[first:]
    sides = [figures for _, figures in shown] + [now]
    periods = [f"Q{one.number} {one.year}/{(one.year + 1) % 100:02}" for one, _ in shown] + ["Today"]
    lines = [Line(words, [getattr(side, name) if side else None for side in sides]) for words, name in _LINES]
    days = [one.end for one, _ in shown] + [today]
    return make_trend(f"{place} over the quarters", periods, lines, unit="actions", days=days)


def travel_words(before: Figures | None, now: Figures) -> str:
    """Return "14 more complete, 27 more overdue": how far things went since; "–" where nothing was kept."""
    if before is None:
        return "–"
    told = [_by(now.complete - before.complete, "complete"), _by(now.overdue - before.overdue, "overdue")]
    return ", ".join(part for part in told if part) or "As it was"


def _by(change: int, words: str) -> str:
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'} {words}" if change else ""
