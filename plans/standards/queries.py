"""Read the catalogue."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from plans.standards.models import Framework, Standard


def published_frameworks() -> QuerySet[Framework]:
    """Return the published frameworks with their sections and standards (three statements)."""
    return (
        Framework.objects.filter(published_on__isnull=False)
        .prefetch_related("sections__standards")
        .order_by("published_on", "slug")
    )


def published_standard(framework: str, code: str) -> Standard:
    """Return one standard with its section and framework; its code in any case. Raises ``Http404``."""
    return get_object_or_404(
        Standard.objects.select_related("section__framework"),
        section__framework__slug=framework,
        section__framework__published_on__isnull=False,
        code__iexact=code,
    )


def neighbours(standard: Standard) -> tuple[Standard | None, Standard | None]:
    """Return the standards before and after this one in its framework (one statement)."""
    everyone = list(Standard.objects.filter(section__framework=standard.section.framework).select_related("section"))
    at = everyone.index(standard)
    return everyone[at - 1] if at else None, everyone[at + 1] if at + 1 < len(everyone) else None
