"""Rows nobody put in order come in a random one; the others keep theirs."""

from __future__ import annotations

import pytest
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext

from areas.models import Region

pytestmark = pytest.mark.django_db

NAMES = [f"Region {number:02}" for number in range(30)]


@pytest.fixture(autouse=True)
def regions() -> None:
    Region.objects.bulk_create(
        Region(name=name, slug=f"r{number}", gss_code=f"E120000{number:02}") for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Region.objects.order_by().values_list("name", flat=True),
        lambda: Region.objects.order_by().values_list("name", flat=True)[:30],
        lambda: Region.objects.order_by().values_list("name", flat=True).distinct(),
        lambda: Region.objects.order_by().values_list("name", flat=True).iterator(),
        lambda: Region.objects.values("name").annotate(n=Count("pk")).order_by().values_list("name", flat=True),
        lambda: (
            Region.objects.order_by()
            .values_list("name", flat=True)
            .union(Region.objects.order_by().values_list("name", flat=True))
        ),
        lambda: [region.name for region in Region.objects.order_by()],
    ],
    ids=["plain", "sliced", "distinct", "in chunks", "grouped", "united", "objects"],
)
def test_rows_without_an_order_come_as_they_like(rows) -> None:
    first, second = list(rows()), list(rows())
    assert sorted(first) == sorted(second) == NAMES
    assert first != NAMES or second != NAMES


def test_rows_in_order_keep_it() -> None:
    assert list(Region.objects.values_list("name", flat=True)) == NAMES
    assert list(Region.objects.order_by("-name").values_list("name", flat=True)) == NAMES[::-1]


@pytest.mark.parametrize("ask", [QuerySet.count, QuerySet.exists, lambda rows: rows.aggregate(n=Count("pk"))])
def test_a_count_is_asked_as_it_was(ask, django_assert_num_queries) -> None:
    with django_assert_num_queries(1) as asked:
        ask(Region.objects.order_by())
    assert isinstance(asked, CaptureQueriesContext)
    assert "RANDOM" not in asked[0]["sql"].upper()
