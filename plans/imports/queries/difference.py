"""Reads for the pages of a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.http import Http404

from plans.imports.models import AbsentAction, ComparedRow, PlanImport
from plans.imports.queries.stored import vocabulary_of
from plans.imports.rules.decisions import Show
from plans.imports.rules.difference import Kind, fields_in, summary_of
from plans.imports.rules.in_words import RowTold, names_of, row_told
from plans.imports.rules.proposal import from_fields
from plans.planning.models import Action

ROWS_ON_A_PAGE = 25
_ORDER = {Kind.UNSURE: 0, Kind.CONFLICT: 1, Kind.CHANGED: 2, Kind.NEW: 3, Kind.UNCHANGED: 4}


@dataclass(frozen=True)
class Tally:
    """How many rows there are of each kind, of the actions that are absent, and what is still open."""

    kinds: Mapping[str, int]
    absent: int
    leaving: int
    undecided: int
    problems: int
    left_out: int
    stale: bool
    not_understood: int = 0

    @property
    def summary(self) -> str:
        """Return the counts as a sentence: "3 new, 5 changed"."""
        return summary_of({**self.kinds, "absent": self.absent})

    @property
    def different(self) -> int:
        """How many rows say something that the plan does not."""
        return sum(number for kind, number in self.kinds.items() if kind != Kind.UNCHANGED)

    @property
    def incoming(self) -> int:
        """How many actions the file would add, change or finish, rows that are left out aside."""
        return self.different - self.left_out + self.leaving


def tally_of(plan_import: PlanImport) -> Tally:
    """Return the counts of a difference (two statements)."""
    included = Q(row__include=True) & ~Q(kind=Kind.UNCHANGED)
    kinds = {one: Count("pk", filter=Q(kind=one)) for one in Kind.values()}
    moved = Q(kind__in=[Kind.CHANGED, Kind.CONFLICT]) & ~Q(action__version=F("seen_version"))
    row = ComparedRow.objects.filter(plan_import=plan_import).aggregate(
        **kinds,
        undecided=Count("pk", filter=included & (Q(kind=Kind.UNSURE) | Q(kind=Kind.CONFLICT, decision=""))),
        problems=Count("pk", filter=included & ~Q(changes__problems=[])),
        left_out=Count("pk", filter=Q(row__include=False) & ~Q(kind=Kind.UNCHANGED)),
        moved=Count("pk", filter=included & moved),
        strange=Count("pk", filter=Q(kind=Kind.UNCHANGED) & _worth_a_look(plan_import)),
    )
    absent = AbsentAction.objects.filter(plan_import=plan_import).aggregate(
        number=Count("pk"), leaving=Count("pk", filter=~Q(decision="keep"))
    )
    return Tally(
        {one: row[one] for one in Kind.values()},
        absent["number"], absent["leaving"], row["undecided"], row["problems"], row["left_out"], bool(row["moved"]), row["strange"],
    )  # fmt: skip


def page_of_difference(plan_import: PlanImport, show: Show, number: str) -> Page[Any]:
    """Return a page of compared rows, or of absent actions, those first that ask for a decision."""
    if show is Show.ABSENT:
        absent = AbsentAction.objects.filter(plan_import=plan_import).select_related("action__lead")
        return Paginator(absent.order_by("action__position", "action"), ROWS_ON_A_PAGE).get_page(number)
    rows = ComparedRow.objects.filter(plan_import=plan_import).select_related("row", "action")
    rows = rows.filter(_worth_a_look(plan_import)) if show is Show.CHANGES else rows.filter(kind=show.value)
    return Paginator(rows.order_by("row__position"), ROWS_ON_A_PAGE).get_page(number)


def mark_of_conflicts(plan_import: PlanImport) -> str:
    """Return a mark of how the conflicts are decided; it changes when somebody decides one (one statement)."""
    decided = ComparedRow.objects.filter(plan_import=plan_import, kind=Kind.CONFLICT).order_by("pk")
    return sha256(repr(list(decided.values_list("row", "decision"))).encode()).hexdigest()[:20]


def page_with(plan_import: PlanImport, show: Show, position: int) -> str:
    """Return the number of the page on which a row stands (one statement)."""
    rows = ComparedRow.objects.filter(plan_import=plan_import, kind=show.value, row__position__lt=position)
    return str(rows.count() // ROWS_ON_A_PAGE + 1)


def _worth_a_look(plan_import: PlanImport) -> Q:
    """Keep what is different, and rows of a workbook of ours in which a word was not understood."""
    different = ~Q(kind=Kind.UNCHANGED)
    return different | ~Q(row__warnings=[]) if plan_import.is_workbook else different


def told_rows(plan_import: PlanImport, page: Page[ComparedRow]) -> list[RowTold]:
    """Return rows in words (three statements, whatever their number)."""
    names = names_of(vocabulary_of(plan_import.plan))
    return [_told(one, names, plan_import.plan_year) for one in page]


def compared_row(plan_import: PlanImport, position: int) -> tuple[ComparedRow, RowTold]:
    """Return one row as it was compared, and in words. Raises ``Http404`` where there is none."""
    rows = ComparedRow.objects.filter(plan_import=plan_import).select_related("row", "action")
    found = rows.filter(row__position=position).first()
    if found is None:
        raise Http404
    return found, _told(found, names_of(vocabulary_of(plan_import.plan)), plan_import.plan_year)


def actions_to_match(plan_import: PlanImport, row: ComparedRow) -> list[tuple[int, str]]:
    """Return (id, words) of the plan's actions that no other row means, in order (one statement)."""
    others = ComparedRow.objects.filter(plan_import=plan_import, action__isnull=False).exclude(pk=row.pk)
    actions = Action.objects.filter(plan=plan_import.plan_id).exclude(pk__in=others.values("action"))
    ordered = actions.order_by("position", "pk")
    return [(pk, f"{number} {text}".strip()) for pk, number, text in ordered.values_list("pk", "number", "text")]


def actions_in_words(plan_import: PlanImport, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the words of these actions of the plan by their ids (one statement)."""
    found = Action.objects.filter(plan=plan_import.plan_id, pk__in=[pk for pk in ids if pk is not None]).order_by("pk")
    return {pk: f"{number} {text}".strip() for pk, number, text in found.values_list("pk", "number", "text")}


def _told(one: ComparedRow, names: Mapping[str, Mapping[Any, str]], plan_year: int) -> RowTold:
    return row_told(
        position=one.row.position,
        place=str(one.row.as_read.get("row") or ""),
        kind=Kind(one.kind),
        how=one.how,
        action=from_fields(one.row.fields),
        stored_number=one.action.number if one.action else "",
        stored_text=one.action.text if one.action else "",
        fields=fields_in(one.changes),
        kept=one.changes.get("kept", ()),
        problems=one.changes.get("problems", ()),
        look=(*one.row.warnings, *one.changes.get("look", ())),
        include=one.row.include,
        decision=one.decision,
        names=names,
        plan_year=plan_year,
    )
