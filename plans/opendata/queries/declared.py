"""Declarations, signatories and standards as they may be read."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from areas.declarations.rules import PUBLIC, SignatoryRole
from areas.models import Declaration, LocalArea, Reaffirmation, Signatory
from plans.opendata.queries.sight import Sight
from plans.public.rules import public_text
from plans.standards.models import Standard

Row = tuple[Any, ...]


def _seen(sight: Sight) -> QuerySet[Declaration]:
    return Declaration.objects.filter(Q(status__in=[*PUBLIC]) | Q(partnership__in=sight.partnerships))


def declaration_rows(sight: Sight) -> QuerySet[Declaration, Row]:
    """Return the declarations as the values that ``shape_declaration`` takes."""
    areas = LocalArea.objects.filter(partnerships=OuterRef("partnership_id")).order_by("gss_code")
    again = Reaffirmation.objects.filter(declaration=OuterRef("pk")).order_by().values("declaration")
    stands = Q(signatories__withdrawn_on__isnull=True, signatories__role=SignatoryRole.SIGNATORY)
    return (
        _seen(sight)
        .annotate(
            codes=ArraySubquery(areas.values("gss_code")),
            again=Subquery(again.annotate(last=Max("signed_on")).values("last")),
            signed=Count("signatories", filter=stands),
        )
        .values_list(
            "pk", "partnership__name", "codes", "status", "signed_on", "again", "signed", "text", "partnership_id"
        )
    )


def shape_declaration(row: Row, sight: Sight) -> Row:
    """Return a declaration in the order of its fields."""
    *first, text, partnership_id = row
    return (*first, text if partnership_id in sight.partnerships else public_text(text))


def signatory_rows(sight: Sight) -> QuerySet[Signatory, Row]:
    """Return who stands in these declarations; who withdrew stands in none."""
    return Signatory.objects.filter(
        withdrawn_on__isnull=True, declaration__in=_seen(sight).order_by().values("pk")
    ).values_list(
        "pk", "declaration_id", "organisation_id", "organisation__name", "organisation__kind__name", "role", "post",
        "signed_on",
    )  # fmt: skip


def shape_signatory(row: Row, sight: Sight) -> Row:
    """Return a signatory in the order of its fields."""
    *first, post, signed_on = row
    return (*first, public_text(post), signed_on)


def standard_rows(sight: Sight) -> QuerySet[Standard, Row]:
    """Return the standards of the published frameworks."""
    return Standard.objects.filter(section__framework__published_on__isnull=False).values_list(
        "pk", "section__framework__slug", "section__framework__title", "section__code", "section__title", "code",
        "title", "services", "confirmed",
    )  # fmt: skip


def as_it_is(row: Row, sight: Sight) -> Row:
    """Return a row whose values stand in the order of its fields already."""
    return row
