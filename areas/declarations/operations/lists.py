"""A pasted list of signatories: kept, answered line by line, and thrown away. Recording it is in ``standing``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from areas.audit.operations import record
from areas.declarations.models import WaitingSignatory
from areas.declarations.rules import Decision, PastedLine, Reading
from areas.partnerships.models import Partnership
from concordat.conflicts import StaleSave
from concordat.locks import hold


@transaction.atomic
def keep_list(
    *, partnership_id: int, lines: Sequence[PastedLine], meant: Mapping[str, int], by: int
) -> tuple[int, int]:
    """Keep the lines of a list beside those that wait; a line that waits already is not kept twice.

    ``meant``: organisations by the names that certainly mean them. Returns how many lines were kept and
    how many waited already.
    """
    hold(f"waiting signatories of {partnership_id}")
    there = WaitingSignatory.objects.filter(partnership=partnership_id)
    waits = {_plain(line) for line in there.order_by("position").values_list("line", flat=True)}
    new = [line for line in lines if _plain(line.line) not in waits]
    after = there.aggregate(last=Max("position"))["last"] or 0
    WaitingSignatory.objects.bulk_create(
        _row(partnership_id, position, line, meant, by) for position, line in enumerate(new, after + 1)
    )
    if new:
        partnership = Partnership.objects.get(pk=partnership_id)
        record(by=by, verb="pasted signatories", thing=partnership, after={"lines": len(new)})
    return len(new), len(lines) - len(new)


def _plain(line: str) -> str:
    return " ".join(line.split())


def _row(partnership_id: int, position: int, line: PastedLine, meant: Mapping[str, int], by: int) -> WaitingSignatory:
    organisation = meant.get(line.name)
    decision = Decision.OUT if line.is_heading else Decision.KNOWN if organisation else Decision.OPEN
    return WaitingSignatory(
        partnership_id=partnership_id,
        position=position,
        line=line.line,
        name=line.name,
        decision=decision.value,
        organisation_id=organisation,
        role=line.role.value if line.role else "",
        post=line.post,
        signed_on=line.day,
        day_text=line.day_text,
        unread=list(line.unread),
        by_id=by,
    )


@transaction.atomic
def answer_lines(*, partnership_id: int, answers: Mapping[int, tuple[int, Reading]], by: int) -> list[int]:
    """Answer what several lines mean; ``answers`` holds for each id the version seen and the answer.

    Returns the ids of the lines that somebody else changed meanwhile; those keep what they said.
    """
    stale = []
    for pk, (version, reading) in sorted(answers.items()):
        rows = WaitingSignatory.objects.filter(pk=pk, partnership=partnership_id, version=version)
        values = _columns(reading, only=("decision", "organisation_id", "kind_id"))
        if not rows.update(**values, version=F("version") + 1, by=by):
            stale.append(pk)
    return stale


@transaction.atomic
def change_line(*, line_id: int, expected_version: int, reading: Reading, by: int) -> None:
    """Change how one line is read; a date that could not be read is settled by it.

    Raises:
        StaleSave: somebody else changed the line, or it is gone; ``current`` is the line now, or None.
    """
    rows = WaitingSignatory.objects.filter(pk=line_id, version=expected_version)
    if not rows.update(**_columns(reading), day_text="", version=F("version") + 1, by=by):
        current = WaitingSignatory.objects.select_related("organisation", "kind").filter(pk=line_id).first()
        raise StaleSave(current)


def _columns(reading: Reading, only: Sequence[str] = ()) -> dict[str, Any]:
    values = vars(reading) | {"decision": reading.decision.value}
    return {name: value for name, value in values.items() if not only or name in only}


@transaction.atomic
def drop_list(*, partnership_id: int, by: int) -> int:
    """Throw away the lines that wait; returns how many. The trail keeps their number: lines may name people."""
    hold(f"waiting signatories of {partnership_id}")
    rows = WaitingSignatory.objects.filter(partnership=partnership_id)
    lines = rows.count()
    if lines:
        rows.delete()
        partnership = Partnership.objects.get(pk=partnership_id)
        record(by=by, verb="dropped pasted signatories", thing=partnership, before={"lines": lines})
    return lines
