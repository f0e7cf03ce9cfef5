"""A declaration as a paper: everything its page shows, for print in Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from areas.declarations.models import Signatory
from areas.declarations.queries.shown import Shown
from concordat.documents.paper import Block, Head, Heading, Items, Pairs, Paper, Rows, Text
from concordat.web.words import date_words, list_words, plural

_COLUMNS = [Head("Organisation", 16), Head("Role", 8), Head("Post", 14), Head("Date signed", 10)]


def declaration_paper(shown: Shown, today: date) -> Paper:
    """Return a declaration as a paper; ``shown`` must hold one."""
    assert shown.declaration is not None
    name = shown.partnership.name
    return Paper(
        f"Declaration of {name}",
        list(_blocks(shown, today)),
        today,
        subtitle="Mental Health Crisis Care Concordat",
        kind="declaration",
    )


def _blocks(shown: Shown, today: date) -> Iterator[Block]:
    yield Pairs(list(_facts(shown)))
    yield Heading("What was agreed")
    yield from _text(shown)
    yield Heading("Signatories and supporters")
    rows = [_row(one) for one in shown.signatories]
    yield Rows("Signatories and supporters", _COLUMNS, rows, empty="No signatory is recorded yet.")
    if shown.may_view and shown.withdrawn:
        yield Heading("Withdrawn", 2)
        yield Items([f"{one.organisation.name}, on {date_words(one.withdrawn_on)}" for one in shown.withdrawn])
    yield Heading("Who has yet to sign")
    yield from _missing(shown)
    if shown.plans:
        yield Heading("Plans that put it into practice")
        yield Items([_plan(one.title, one.areas, is_public=one.is_public) for one in shown.plans])
    yield Text(f"Taken from Concordat on {date_words(today)}.", note=True)


def _facts(shown: Shown) -> Iterator[tuple[str, str]]:
    declaration = shown.declaration
    assert declaration is not None
    yield "Partnership", shown.partnership.name
    yield "Areas it covers", list_words([area.name for area in shown.areas])
    yield "Where it stands", declaration.get_status_display()
    if declaration.signed_on:
        yield "Date signed", date_words(declaration.signed_on)
    if shown.again:
        yield "Signed again on", list_words([date_words(one.signed_on) for one in shown.again])
    yield "Signed by", plural(shown.signed_count, "organisation")
    if shown.supporter_count:
        yield "Backed by", plural(shown.supporter_count, "supporter")


def _text(shown: Shown) -> Iterator[Block]:
    """Yield a paragraph for each line of the agreed text."""
    assert shown.declaration is not None
    lines = [line.strip() for line in shown.declaration.text.splitlines() if line.strip()]
    yield from (Text(line) for line in lines or ["The text is not recorded yet."])


def _row(signatory: Signatory) -> list[str]:
    day = date_words(signatory.signed_on) or "Not recorded"
    return [signatory.organisation.name, signatory.get_role_display(), signatory.post or "Not recorded", day]


def _missing(shown: Shown) -> Iterator[Block]:
    if not shown.missing:
        yield Text("Every kind of organisation that is needed has signed.")
        return
    yield Text("No signature is recorded from these kinds of organisation, each of which a declaration needs:")
    yield Items([kind.name if kind.confirmed else f"{kind.name} (not confirmed)" for kind in shown.missing])
    if shown.has_unconfirmed:
        yield Text(
            "Not confirmed: the national form of 2014 asked for at least eight kinds of organisation, five of which could "
            "be read in a source. The others are our belief.",
            note=True,
        )


def _plan(title: str, areas: tuple[str, ...], *, is_public: bool) -> str:
    place = f", for {list_words(areas)}" if len(areas) > 1 else ""
    return f"{title}{place}{'' if is_public else ' (not published yet)'}"
