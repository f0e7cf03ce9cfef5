"""``manage.py seed_demo``: refuses real work, keeps the password, writes all or nothing."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from areas.audit.queries import broken_entries
from areas.models import LocalArea, Partnership, Person
from plans.demo import operations
from plans.demo.context import is_demo
from plans.demo.models import DemoSeed
from plans.demo.operations import RealDataHere, seed
from plans.models import Action, Plan
from tests.cast import Cast
from tests.plans.demo.conftest import TODAY


def test_it_keeps_out_where_real_work_is(cast: Cast) -> None:
    with pytest.raises(RealDataHere, match="Use an empty database"):
        seed(password="x", today=TODAY, areas=1)
    assert not DemoSeed.objects.exists()


def test_the_command_refuses_in_a_sentence(cast: Cast) -> None:
    with pytest.raises(CommandError, match="already holds people, declarations, plans or partnerships"):
        call_command("seed_demo", stdout=StringIO())


def test_one_person_is_enough_to_keep_it_out(db: None) -> None:
    Person.objects.create_person("real@example.org", "Somebody")
    with pytest.raises(RealDataHere):
        seed(password="x", today=TODAY, areas=1)


def test_partnerships_that_the_service_made_by_itself_make_way(db: None) -> None:
    call_command("load_places", stdout=StringIO())
    call_command("load_partnerships", stdout=StringIO())
    seeded = seed(password="x", today=TODAY, areas=2)
    assert Partnership.objects.count() == seeded.partnerships == 2
    assert not Partnership.objects.filter(slug="northumberland").exists()
    assert broken_entries() == []


def test_a_partnership_that_somebody_made_keeps_it_out(db: None) -> None:
    call_command("load_places", stdout=StringIO())
    call_command("load_partnerships", stdout=StringIO())
    Partnership.objects.create(name="Somebody’s own", slug="own")
    with pytest.raises(RealDataHere):
        seed(password="x", today=TODAY, areas=1)
    assert Partnership.objects.count() == 154


def test_a_seed_cut_short_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plans.demo.operations.seeding.refresh_plans", cut)
    with pytest.raises(KeyboardInterrupt):
        seed(password="x", today=TODAY, areas=2)
    assert not Plan.objects.exists()
    assert not Person.objects.exists()
    assert not LocalArea.objects.exists()


def test_the_same_day_makes_the_same_rows(db: None) -> None:
    with transaction.atomic():
        first = _seeded_rows()
        transaction.set_rollback(True)
    assert _seeded_rows() == first


def _seeded_rows() -> list[tuple[Any, ...]]:
    seed(password="x", today=TODAY, areas=2)
    actions = Action.objects.order_by("position").values_list(
        "number", "text", "timescale", "due", "delivery_state", "lead__name", "last_heard_at"
    )
    return [Plan.objects.values_list("title", "plan_year", "published_on").get(), *actions]


def test_a_larger_country_has_invented_codes_beside_the_real_ones(db: None) -> None:
    seeded = seed(password="x", size=10, today=TODAY, areas=2)
    assert LocalArea.objects.filter(gss_code__startswith="D99").count() == 9 * 153
    assert Partnership.objects.filter(areas__gss_code__startswith="D99").count() == 18
    assert seeded.partnerships == 20
    original = LocalArea.objects.get(slug="county-durham")
    copy = LocalArea.objects.get(slug="county-durham-2")
    assert (copy.kind, copy.region) == (original.kind, original.region)
    assert (copy.hex_x or 0) - (original.hex_x or 0) > 14


def test_a_made_password_is_printed_and_kept_where_only_its_owner_can_read_it(
    db: None, settings: Settings, tmp_path: Path, small: None
) -> None:
    settings.CONCORDAT_HOME = tmp_path
    settings.DEMO_PASSWORD = ""
    said = StringIO()
    call_command("seed_demo", stdout=said)
    kept = tmp_path / "demo-password"
    assert kept.read_text() in said.getvalue()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert Person.objects.get(email="officer@demo.example").check_password(kept.read_text())


def test_a_second_time_the_command_says_that_nothing_was_changed(db: None, small: None) -> None:
    call_command("seed_demo", password="x", stdout=StringIO())
    said = StringIO()
    call_command("seed_demo", password="y", stdout=said)
    assert "Nothing was changed" in said.getvalue()
    assert "y" not in said.getvalue().split()


def test_every_page_says_that_the_country_is_invented(
    db: None, client: Client, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(is_demo.__globals__["_seen"], "demo", False)
    call_command("seed_demo", password="x", stdout=StringIO())
    page = client.get("/standards/").content.decode()
    assert "invented" in page


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command write two areas only."""

    def seed_small(**chosen: Any) -> operations.Seeded:
        return seed(**chosen | {"areas": 2, "today": TODAY})

    monkeypatch.setattr("plans.management.commands.seed_demo.seed", seed_small)
