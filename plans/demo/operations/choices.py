"""Lets the invented areas choose what everybody may read, each a little differently."""

from __future__ import annotations

from plans.models import Plan, PublicChoice


def choose_what_is_public() -> None:
    """Let two published plans in three show their sentences, and some of them more (two statements)."""
    published = Plan.objects.published().order_by("pk").values_list("pk", flat=True)
    PublicChoice.objects.bulk_create(
        PublicChoice(plan_id=pk, narratives=True, reasons=place % 3 == 0, posts=place % 2 == 0)
        for place, pk in enumerate(published)
        if place % 3 != 2
    )
