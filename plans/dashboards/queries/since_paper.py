"""The paper of a region since its last meeting: to read as a page, to print, and in Word to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from concordat.documents.paper import Block, Head, Heading, Items, Line, Marked, Paper, Rows, Text
from concordat.web.words import date_words, of_words, plural
from plans.dashboards.queries.since import NAMED, Meeting
from plans.planning.rules.states import Confidence, DeliveryState
from plans.rollups.queries import MovedAction
from plans.rollups.rules import AreaStood, Became, Figures

_TITLES = {
    Became.SLIPPED: "Slipped",
    Became.FINISHED: "Finished",
    Became.MOVED: "Moved on",
    Became.NEW: "New",
    Became.RETURNED: "Brought back",
    Became.WITHDRAWN: "Withdrawn",
}
#: Words, numerator, denominator.
_FIGURES = (
    ("Actions complete", "complete", "standing"),
    ("On track", "on_track", "live"),
    ("At risk", "at_risk", "live"),
    ("Off track", "off_track", "live"),
    ("Overdue", "overdue", "live"),
    ("Heard of in time", "reported", "live"),
)
_ACTIONS = (Head("Action", 34), Head("Plan", 18), Head("Before", 13), Head("Now", 13), Head("In the area’s words", 22))


def meeting_paper(meeting: Meeting) -> Paper:
    """Return the paper; the same facts give the same paper."""
    title = f"{meeting.region.name} since {date_words(meeting.since)}"
    blocks = [*_areas(meeting), *_figures(meeting), *_actions(meeting)]
    return Paper(title, blocks, meeting.today, subtitle=f"As things stand on {date_words(meeting.today)}")


def _areas(meeting: Meeting) -> Iterator[Block]:
    changed = meeting.changed
    told = (
        ("Gone quiet", changed.gone_silent),
        ("Heard from again", changed.heard_again),
        ("Came further", changed.further),
        ("Went back", changed.back),
    )
    yield Heading("Areas")
    lines = [_areas_line(words, areas) for words, areas in told if areas]
    yield Items(lines) if lines else Text("No area came to another stage, went quiet or was heard from again.")


def _areas_line(words: str, areas: Sequence[AreaStood]) -> str:
    names = [f"{one.name} ({one.stage.label.lower()})" for one in sorted(areas, key=lambda one: one.name)]
    return f"{words}: {', '.join(names)}."


def _figures(meeting: Meeting) -> Iterator[Block]:
    before, after = meeting.changed.before.figures, meeting.changed.after.figures
    heads = (Head("Figure", 34), Head(f"Before {date_words(meeting.since)}", 22), Head("Now", 22), Head("Change", 12))
    rows = [
        (words, _of(before, name, of), _of(after, name, of), _by(meeting.changed.figures[name].by))
        for words, name, of in _FIGURES
    ]
    yield Heading("Figures")
    yield Rows("Figures", heads, rows)
    yield Text("Each action is counted once, in the region where most of its plan’s areas are.", note=True)


def _of(figures: Figures, name: str, of: str) -> str:
    return of_words(getattr(figures, name), getattr(figures, of))


def _by(change: int) -> str:
    return f"+{change:,}" if change > 0 else f"−{-change:,}" if change < 0 else "no change"


def _actions(meeting: Meeting) -> Iterator[Block]:
    yield Heading("Actions")
    told = [f"{plural(count, 'action')}: {one.label.lower()}" for one, count in meeting.changed.counts.items() if count]
    yield Items(told) if told else Text("Nothing became of any action.")
    if len(meeting.moved) == NAMED:
        yield Text(f"The first {NAMED} are named here.", note=True)
    for one, actions in meeting.groups.items():
        if actions:
            yield Heading(_TITLES[one], 2)
            yield Rows(_TITLES[one], _ACTIONS, [_row(action, meeting.words) for action in actions])


def _row(action: MovedAction, words: dict[int, str]) -> tuple[Line, ...]:
    step = action.step
    return (
        f"{action.number} {action.text}".strip(),
        action.plan,
        _stood(step.before, step.before_confidence) if step.before else "Not there",
        _stood(step.after, step.after_confidence, later=step.later),
        words.get(action.id, "–"),
    )


def _stood(state: str, confidence: str, *, later: bool = False) -> Line:
    told: list[str | Marked] = [Marked(DeliveryState(state).label, state)]
    if confidence:
        told += ["\n", Marked(Confidence(confidence).label, confidence)]
    return [*told, "\nLast day put off"] if later else told
