"""No page asks the database more often because there is more of everything: every address, at two sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import make_cast
from tests.harness.answers import close_all
from tests.site.addresses import ADDRESSES, ROLES, Stage
from tests.site.crowd import crowd
from tests.site.stage import make_stage

FEW, MANY = 60, 940
#: Most statements that any page may take, at any size.
MOST = 20
#: An address is asked for by the first of these who sees it.
_FIRST = ("olive", "leah", "colin", "reg", "ana", "adam", "anonymous")
pytestmark = [pytest.mark.django_db, pytest.mark.time_limit(300)]
PAGES = sorted(name for name, address in ADDRESSES.items() if "200" in address.answers)


@dataclass(frozen=True)
class Asked:
    """What one page asked the database, at both sizes."""

    few: list[str]
    many: list[str]


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Asked]:
    """Open every page with 60 more actions in the plan, then with 1,000; nothing of it stays."""
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        stage = make_stage(make_cast())
        crowd(stage, FEW)
        few = {name: _ask(stage, name) for name in PAGES}
        crowd(stage, MANY)
        many = {name: _ask(stage, name) for name in PAGES}
        transaction.set_rollback(True)
    return {name: Asked(few[name], many[name]) for name in PAGES}


def _ask(stage: Stage, name: str) -> list[str]:
    role = next(one for one in _FIRST if ADDRESSES[name].answers[ROLES.index(one)] == "200")
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(stage.cast, role))
    cache.clear()
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(reverse(name, kwargs=ADDRESSES[name].needs(stage)))
        if answer.streaming:
            b"".join(answer.streaming_content)
    close_all()
    assert answer.status_code == 200, f"{name}: {answer.status_code}"
    return [statement["sql"] for statement in statements]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_for_a_plan_of_1000_actions_as_for_one_of_60(
    name: str, asked: Mapping[str, Asked]
) -> None:
    few, many = asked[name].few, asked[name].many
    more = Counter(sql[:120] for sql in many) - Counter(sql[:120] for sql in few)
    assert len(many) <= len(few), "\n".join(f"{count} more: {sql}" for sql, count in more.most_common(5))
    assert len(many) <= MOST
