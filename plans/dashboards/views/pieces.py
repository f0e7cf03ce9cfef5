"""What several dashboards show: bars of actions, words for stages and areas."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString

from concordat.charts.bars import Bar, Segment, make_bar
from concordat.charts.marks import mark_for
from plans.planning.rules.states import Confidence, DeliveryState
from plans.rollups.rules import Figures, Stage


def state_bar(figures: Figures, title: str = "Actions by delivery state", *, height: int = 28) -> Bar:
    """Return the actions by delivery state."""
    order = (
        DeliveryState.COMPLETE,
        DeliveryState.IN_PROGRESS,
        DeliveryState.NOT_STARTED,
        DeliveryState.MERGED,
        DeliveryState.WITHDRAWN,
    )
    segments = [Segment(state.value, state.label, getattr(figures, state.value)) for state in order]
    return make_bar(title, segments, height=height)


def confidence_bar(figures: Figures, title: str = "Live actions by confidence") -> Bar:
    """Return the live actions by confidence."""
    segments = [Segment(one.value, one.label, getattr(figures, one.value)) for one in Confidence]
    return make_bar(title, [*segments, Segment("silent", "Not rated", figures.unrated)], noun="live actions")


_BAR = '<svg class="app-bar app-bar--row" width="100%" height="14" aria-hidden="true" focusable="false">{}</svg>'
_PART = '<rect class="app-bar__segment app-bar__segment--{}" x="{:.2f}%" width="{:.2f}%" y="1" height="12"/>'


def row_bar(figures: Figures) -> SafeString:
    """Draw a table row's actions by state: a small bar, and under it the numbers in words.

    Merged and withdrawn actions are left out: they are not waited for.
    """
    parts = [(state, getattr(figures, state)) for state in ("complete", "in_progress", "not_started")]
    total = sum(count for _, count in parts)
    if not total:
        return SafeString("No actions yet")
    drawn, start = "", 0.0
    for state, count in parts:
        width = 100 * count / total
        drawn += _PART.format(state, start, width) if count else ""
        start += width
    others = [f", {count:,} {state.replace('_', ' ')}" for state, count in parts[1:] if count]
    words = f"{figures.complete:,} of {total:,} complete{''.join(others)}"
    return SafeString(f'{_BAR.format(drawn)}<span class="app-bar__words">{words}</span>')


_MARKED = '<span class="app-count"><svg class="app-status__mark app-mark--{0}" width="12" height="12" viewBox="-6.5 -6.5 13 13" aria-hidden="true" focusable="false"><path d="{1}" fill="currentColor"/></svg>{2}</span>'


def below_on_track(figures: Figures) -> SafeString:
    """Return "3 off track, 5 at risk" with the shapes of both, or a dash's worth of nothing."""
    parts = [("off_track", "off track", figures.off_track), ("at_risk", "at risk", figures.at_risk)]
    words = [_MARKED.format(key, mark_for(key).path, f"{n} {label}") for key, label, n in parts if n]
    return SafeString(" ".join(words))


@lru_cache(maxsize=len(Stage))
def stage_cell(stage: Stage) -> SafeString:
    """Draw a stage for a row: its hexagon and its word."""
    return SafeString(
        f'<span class="app-step"><svg class="app-step__mark" width="20" height="20" viewBox="-0.6 -0.6 1.2 1.2"'
        f' aria-hidden="true" focusable="false"><path class="app-tone-{stage.step - 1}"'
        f' d="M0-.55.476-.275v.55L0 .55-.476.275v-.55z"/></svg><span>{stage.label}</span></span>'
    )
