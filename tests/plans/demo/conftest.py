"""A small slice of the invented country, written once for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from plans.demo.operations import Seeded, seed

TODAY = date(2026, 11, 23)
AREAS = 34


@pytest.fixture(scope="module")
def slice_of_country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Seeded]:
    """Seed as many areas as show every story and two joint partnerships; taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed(password="correct horse battery staple", today=TODAY, areas=AREAS)
        transaction.set_rollback(True)


@pytest.fixture
def country(slice_of_country: Seeded, db: None) -> Seeded:
    """Give the slice to a test that may look at the database."""
    return slice_of_country
