"""Look at links: claim some, ask each address, keep what was found. One statement, one commit each.

The address is asked outside any transaction. A worker killed at any point loses nothing: what it held
is taken again when its lease has run out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from concordat.links import Answer, Outcome, ask
from plans.evidence.models import Evidence, EvidenceQuerySet
from plans.evidence.rules import Finding, LinkState, judge

#: Links a worker claims at a time, and for how long: longer than asking them all can take.
BATCH = 20
LEASE = timedelta(minutes=15)
#: After this long a run ends by itself, before the task's time limit would cut it.
LONGEST_RUN = timedelta(minutes=7)
Ask = Callable[[str], Answer]

_CLAIM = """
    UPDATE plans_evidence SET claimed_until = %(until)s
    WHERE id IN (
        SELECT id FROM plans_evidence
        WHERE url <> '' AND replaced_by_id IS NULL AND set_aside_at IS NULL AND check_after <= %(now)s
            AND (claimed_until IS NULL OR claimed_until < %(now)s)
        ORDER BY check_after, id LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""
_STATES = {
    Outcome.ANSWERS: (LinkState.ANSWERS, True),
    Outcome.GUARDED: (LinkState.GUARDED, True),
    Outcome.SILENT: (LinkState.DOUBTFUL, False),
    Outcome.GONE: (LinkState.BROKEN, True),
}


@dataclass
class Looked:
    """What a run did: links looked at, and how many of them are broken now."""

    looked_at: int = 0
    broken: int = 0


def check_links(*, ask_address: Ask = ask) -> Looked:
    """Look at every link that is due, a month after it was looked at last. May run many at a time."""
    done, until = Looked(), timezone.now() + LONGEST_RUN
    while timezone.now() < until and (claimed := claim_links(BATCH, timezone.now())):
        for link in claimed:
            if timezone.now() > until:
                release(link)
                continue
            state = keep(link, _finding(ask_address(link.url)), timezone.now())
            done.looked_at += state is not None
            done.broken += state == LinkState.BROKEN
    return done


def claim_links(limit: int, now: datetime) -> list[Evidence]:
    """Take up to ``limit`` links that are due for one worker. Two workers never get the same link."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"now": now, "until": now + LEASE, "limit": limit})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Evidence.objects.filter(pk__in=ids).order_by("check_after", "pk")) if ids else []


def keep(link: Evidence, finding: Finding, now: datetime) -> LinkState | None:
    """Keep what was found (one statement); None when the link is not ours any more."""
    verdict = judge(finding, link.failures)
    answered = verdict.state == LinkState.ANSWERS
    changed = _held(link).update(
        link_state=verdict.state.value,
        link_words=finding.words[:200],
        checked_at=now,
        last_ok_at=now if answered else link.last_ok_at,
        failures=verdict.failures,
        failing_since=(link.failing_since or now) if verdict.failures else None,
        check_after=now + verdict.next_in,
        claimed_until=None,
    )
    return verdict.state if changed else None


def release(link: Evidence) -> None:
    """Give back a link that was not looked at."""
    _held(link).update(claimed_until=None)


def _held(link: Evidence) -> EvidenceQuerySet:
    return Evidence.objects.filter(pk=link.pk, claimed_until=link.claimed_until)


def _finding(answer: Answer) -> Finding:
    state, final = _STATES[answer.outcome]
    return Finding(state, answer.words, final)
