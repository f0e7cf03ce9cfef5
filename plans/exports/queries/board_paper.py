"""The paper a board reads before it meets, written from the plan: to print as a page and to change in Word."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.documents.paper import Block, Head, Heading, Items, Landscape, Line, Marked, Paper, Rows, Shares, Text
from concordat.web.words import date_words, list_words, of_words, plural
from plans.exports.queries.board_facts import ORDER, BoardFacts
from plans.exports.queries.plan_paper import HOW_TO_READ, plan_blocks
from plans.exports.queries.whole_plan import parted
from plans.planning.models import Action
from plans.planning.rules.figures import DUE_SOON_DAYS
from plans.planning.rules.since import ActionChange, Mark, Standing
from plans.planning.rules.states import Confidence, DeliveryState

_TITLES = {
    Mark.FINISHED: "Finished",
    Mark.SLIPPED: "Slipped",
    Mark.MOVED: "Moved on",
    Mark.NEW: "New in the plan",
    Mark.RETURNED: "Brought back",
    Mark.MERGED: "Merged into another action",
    Mark.WITHDRAWN: "Withdrawn",
    Mark.CHANGED: "Promised differently",
}
_CHANGES = (Head("No.", 7), Head("Action", 32), Head("Before", 20), Head("Now", 22), Head("Led by, last update", 22))
_BELOW = (
    Head("No.", 7),
    Head("Action", 28),
    Head("How it stands", 14),
    Head("Why, and what would help", 30),
    Head("Led by", 18),
)
_SILENT = (Head("No.", 7), Head("Action", 45), Head("How it stands", 18), Head("Led by", 25), Head("Last heard", 14))
_DUE = (Head("No.", 7), Head("Action", 38), Head("Due", 17), Head("How it stands", 17), Head("Led by", 22))


def board_paper(facts: BoardFacts) -> Paper:
    """Return the paper; the same facts give the same paper."""
    title = f"{facts.plan.title}: progress since {date_words(facts.since)}"
    subtitle = f"Paper of {facts.plan.partnership.name}, {date_words(facts.today)}"
    blocks = [*_purpose(facts), *_figures(facts), *_since(facts), *_below(facts), *_next(facts), *_ask(facts)]
    return Paper(title, [*blocks, Landscape(list(_appendix(facts)))], facts.today, subtitle=subtitle)


def _purpose(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Purpose")
    yield Text(
        f"This paper says how the partners in {list_words(facts.areas) or facts.plan.partnership.name} have got on since "
        f"{date_words(facts.since)} with what they promised to do for people in a mental health crisis. "
        "The meeting is asked to note it and to agree what comes next."
    )


def _figures(facts: BoardFacts) -> Iterator[Block]:
    counts, live = facts.counts, facts.counts.live
    rated = [f"{counts.confidence[one.value]:,} {_low(one.label)}" for one in Confidence]
    rated.append(f"{counts.unrated:,} not rated")
    yield Heading("Where the plan stands")
    lines = [
        f"Complete: {of_words(counts.states['complete'], counts.standing)} actions.",
        f"Still to be done: {of_words(live, counts.standing)} actions{': ' + list_words(rated) if live else ''}.",
    ]
    if live:
        lines.append(
            f"Overdue: {of_words(counts.overdue, live)}. Due in the next {DUE_SOON_DAYS} days: {of_words(counts.due_soon, live)}."
        )
    told = [f"{len(found):,} {_low(_TITLES[mark])}" for mark, found in facts.groups.items() if found]
    told.append(f"{len(facts.silent):,} without an update")
    lines.append(f"Since {date_words(facts.since)}: {list_words(told)}.")
    yield Items(lines)
    states = [(one.value, one.label, counts.states[one.value]) for one in _STATES]
    yield Shares("All actions by how far they have come", "actions", states)
    if live:
        parts = [(one.value, one.label, counts.confidence[one.value]) for one in Confidence]
        yield Shares(
            "Actions still to be done by confidence",
            "actions still to be done",
            [*parts, ("other", "Not rated", counts.unrated)],
        )


_STATES = (
    DeliveryState.COMPLETE, DeliveryState.IN_PROGRESS, DeliveryState.NOT_STARTED, DeliveryState.MERGED,
    DeliveryState.WITHDRAWN,
)  # fmt: skip


def _since(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Since our last meeting")
    groups = facts.groups
    yield Text(f"What changed since {date_words(facts.since)}. Each action is listed once.")
    for mark in ORDER:
        if groups[mark]:
            rows = [_changed(one, mark, facts) for one in groups[mark]]
            title = f"{_TITLES[mark]}: {plural(len(rows), 'action')}"
            yield Heading(title, 2)
            yield Rows(title, _CHANGES, rows)
    none = [_low(_TITLES[mark]) for mark in (Mark.FINISHED, Mark.SLIPPED, Mark.MOVED, Mark.NEW) if not groups[mark]]
    if none:
        yield Text(f"There is no action to list under: {list_words(none, 'or')}.")
    rows = [
        [one.number, one.text, _stands(one), _lead(one), date_words(one.last_heard_at) or "Not yet"]
        for one in facts.silent
    ]
    title = f"Without an update since {date_words(facts.since)}: {plural(len(rows), 'action')}"
    yield Heading(title, 2)
    yield Rows(title, _SILENT, rows, empty="Something was heard of every action that is still to be done.")


def _changed(one: ActionChange, mark: Mark, facts: BoardFacts) -> list[Line]:
    if one.before is None:
        before, now = "Not in the plan", _stood(one.now)
    elif mark is Mark.CHANGED:
        told = [field for field in one.fields if field.name not in ("delivery_state", "confidence")]
        before = "\n".join(f"{field.label}: {field.before or 'nothing'}" for field in told)
        now = "\n".join(f"{field.label}: {field.after or 'nothing'}" for field in told)
    else:
        before, now = _stood(one.before), _stood(one.now)
    if one.merged_into:
        now = f"{now} into {one.merged_into.number or one.merged_into.text}"
    number = f"{one.now.number} (was {one.was_number})" if one.was_number else one.now.number
    heard = facts.heard.get(one.now.id)
    by = f" by {heard.body}" if heard and heard.body != one.now.lead else ""
    said = f"Update of {date_words(heard.at)}{by}" if heard else ""
    return [
        number,
        one.now.text,
        before,
        now,
        "\n".join(part for part in (one.now.lead or "No lead yet", said) if part),
    ]


def _stood(one: Standing) -> str:
    """Return how an action stood, with what it was to be done by."""
    state = DeliveryState(one.delivery_state).label
    if not one.is_live:
        return state
    rated = f", {_low(Confidence(one.confidence).label)}" if one.confidence else ""
    due = date_words(one.due) or one.timescale
    return f"{state}{rated}\nBy: {due}" if due else f"{state}{rated}"


def _below(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Off track and at risk")
    rows: list[list[Line]] = [
        [one.number, one.text, _stands(one), one.reason, f"{_lead(one)}\n{one.timescale}".strip()]
        for one in facts.below
    ]
    caption = f"Off track or at risk: {of_words(len(rows), facts.counts.live)} actions still to be done"
    yield Rows(caption, _BELOW, rows, empty="No action is off track or at risk.")


def _next(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Next steps")
    for caption, actions, empty in (
        ("Overdue", facts.overdue, "Nothing is overdue."),
        (f"Due by {date_words(facts.until)}", facts.coming, "Nothing has its last day in this time."),
    ):
        rows = [[one.number, one.text, date_words(one.due), _stands(one), _lead(one)] for one in actions]
        yield Rows(f"{caption}: {plural(len(rows), 'action')}", _DUE, rows, empty=empty)
    counts = facts.counts
    missing = [
        f"{of_words(number, counts.live)} have no {what}"
        for what, number in (
            ("lead organisation", counts.unowned),
            ("end date", counts.undated),
            ("measure", counts.unmeasured),
        )
        if number
    ]
    if missing:
        yield Text(f"Of the actions still to be done, {list_words(missing)}.")
    if facts.gaps.open:
        yield Text("The plan could go on to these standards, which have no action yet:")
        yield Items([f"{cover.standard.code} {cover.standard.title}" for cover in facts.gaps.open])
    elif facts.gaps.covers:
        yield Text("Every standard that the plan answers to has an action.")


def _ask(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Recommendations")
    yield Text("The meeting is asked to:")
    lines = [f"note what has been done since {date_words(facts.since)}"]
    if facts.below:
        lines.append(f"agree what would help the {plural(len(facts.below), 'action')} off track or at risk")
    if facts.silent:
        lines.append(f"ask for an update on the {plural(len(facts.silent), 'action')} of which nothing was heard")
    lines.append(f"agree the next steps until {date_words(facts.until)}")
    yield Items(lines, numbered=True)


def _appendix(facts: BoardFacts) -> Iterator[Block]:
    yield Heading("Appendix: the whole plan")
    yield Text(HOW_TO_READ if facts.actions else "The plan has no actions yet.")
    yield from plan_blocks(list(parted(facts.actions)), level=2)


def _stands(one: Action) -> Line:
    state = Marked(DeliveryState(one.delivery_state).label, one.delivery_state)
    if not one.confidence:
        return state
    return [state, "\n", Marked(Confidence(one.confidence).label, one.confidence)]


def _lead(one: Action) -> str:
    return one.lead.name if one.lead else one.lead_text or "No lead yet"


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
