"""What needs a regional lead, what stands in the way, and how the quarters went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from plans.dashboards.views.trends import quarters_trend, travel_words
from plans.models import Action, Plan
from plans.rollups.models import Snapshot
from plans.rollups.operations import refresh_plans
from plans.rollups.rules import Figures
from tests.cast import Cast, make_action
from tests.concordat.web.drawn import find, html, words
from tests.plans.dashboards.country import grow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    with time_machine.travel(NOW):
        client.force_login(cast.reg)
        refresh_plans(None, cast.today)
        yield client


def _kept(cast: Cast, day: date, scope_id: int, **figures: int) -> None:
    told = {"areas": 1, "silent": 0, "plans": 1, "stages": {}, "figures": figures, "taken_at": NOW}
    Snapshot.objects.create(day=day, scope="region", scope_id=scope_id, **told)


def test_an_area_without_a_published_plan_needs_a_word(page: Client) -> None:
    tree = html.document_fromstring(page.get("/regions/north-east/").content.decode())
    needs = next(one for one in find(tree, "section") if one.get("aria-labelledby") == "needs-heading")
    assert words(needs, "h3") == ["Not yet at a published plan"]
    assert words(needs, "li") == ["Northshire plan in draft"]


def _area_kept(cast: Cast, **figures: int) -> None:
    told = {"areas": 1, "silent": 0, "plans": 1, "stages": {}, "figures": figures, "taken_at": NOW}
    Snapshot.objects.create(day=date(2026, 9, 30), scope="area", scope_id=cast.area.pk, **told)


def _worse(cast: Cast) -> None:
    told = {"confidence": "off_track", "reason": "No trainer.", "due": date(2026, 11, 1)}
    Action.objects.filter(pk=cast.police_action.pk).update(**told)
    refresh_plans(None, cast.today)


def test_a_slipping_area_says_by_how_much_since_the_last_quarter(cast: Cast, page: Client) -> None:
    _area_kept(cast, live=2, off_track=0, overdue=0)
    _worse(cast)
    text = page.get("/regions/north-east/").content.decode()
    assert "Slipping: more overdue or off track than on 30 September 2026" in text
    assert "1 more overdue (1 now), 1 more off track (1 now), of 2 live" in text


def test_an_area_that_was_as_bad_before_is_not_slipping(cast: Cast, page: Client) -> None:
    _area_kept(cast, live=2, off_track=1, overdue=1)
    _worse(cast)
    assert "Slipping" not in page.get("/regions/north-east/").content.decode()


def test_without_a_kept_quarter_nobody_is_called_slipping_or_stuck(cast: Cast, page: Client) -> None:
    _worse(cast)
    text = page.get("/regions/north-east/").content.decode()
    assert "Slipping" not in text
    assert "Stuck" not in text


def test_an_area_heard_from_in_which_nothing_moved_is_stuck_and_can_be_asked(cast: Cast, page: Client) -> None:
    _area_kept(cast, live=2, not_started=2)
    Action.objects.filter(plan=cast.plan).update(last_heard_at=NOW)
    refresh_plans(None, cast.today)
    text = page.get("/regions/north-east/").content.decode()
    assert "Stuck: heard from, and no action has moved since 30 September 2026" in text
    assert f'href="/plans/{cast.plan.pk}/nudge/">Ask' in text
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="in_progress")
    refresh_plans(None, cast.today)
    assert "Stuck" not in page.get("/regions/north-east/").content.decode()


def test_who_may_not_nudge_gets_no_link_that_asks(cast: Cast, page: Client) -> None:
    _area_kept(cast, live=2, not_started=2)
    Action.objects.filter(plan=cast.plan).update(last_heard_at=NOW)
    refresh_plans(None, cast.today)
    page.force_login(cast.ana)
    text = page.get("/regions/north-east/").content.decode()
    assert "Stuck" in text
    assert "/nudge/" not in text


def test_no_more_than_six_areas_are_named_under_a_reason(cast: Cast, page: Client) -> None:
    grow(cast.region, 9, cast.today)
    Plan.objects.update(published_on=None, workflow_state="draft")
    text = page.get("/regions/north-east/").content.decode()
    assert "And 4 more areas: the table below has them." in text


def test_of_many_blockers_a_few_are_shown_and_all_when_asked(cast: Cast, page: Client) -> None:
    for number in range(11):
        make_action(
            cast.plan, f"Step {number}", confidence="off_track", reason="No money.", delivery_state="in_progress"
        )
    few = page.get("/regions/north-east/?sort=-overdue").content.decode()
    assert few.count("No money.") == 8
    assert "8 of 11 actions below on track" in few
    assert 'href="?sort=-overdue&amp;held=all#held-heading"' in few
    every = page.get("/regions/north-east/?held=all").content.decode()
    assert every.count("No money.") == 11
    assert "Show all of them" not in every


def test_what_stands_in_the_way_is_said_in_the_areas_own_words(cast: Cast, page: Client) -> None:
    for action, confidence, reason in (
        (cast.council_action, "at_risk", "The <lease> ends."),
        (cast.police_action, "off_track", "No trainer."),
    ):
        Action.objects.filter(pk=action.pk).update(confidence=confidence, reason=reason)
    text = page.get("/regions/north-east/").content.decode()
    assert 0 < text.index("No trainer.") < text.index("The &lt;lease&gt; ends.")


def test_quarters_that_were_kept_are_drawn_and_the_others_are_gaps(cast: Cast, page: Client) -> None:
    _kept(cast, date(2026, 3, 31), cast.region.pk, complete=3, live=9)
    _kept(cast, date(2026, 9, 30), cast.region.pk, complete=5, live=7)
    trend = page.get("/regions/north-east/").context["trend"]
    assert [(period, figures[0]) for period, figures in trend.rows] == [
        ("Q4 2025/26", "3"),
        ("Q1 2026/27", "–"),
        ("Q2 2026/27", "5"),
        ("Today", "0"),
    ]


def test_without_a_kept_quarter_it_says_so(page: Client) -> None:
    assert "No quarter has been kept yet." in page.get("/regions/north-east/").content.decode()
    assert quarters_trend("England", [], Figures(), date(2026, 11, 23)) is None


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (Figures(complete=3, overdue=1), Figures(complete=5, overdue=1), "2 more complete"),
        (Figures(complete=3, overdue=4), Figures(complete=2, overdue=1), "1 fewer complete, 3 fewer overdue"),
        (Figures(), Figures(), "As it was"),
        (None, Figures(complete=5), "–"),
    ],
)
def test_travel_is_said_in_words(before: Figures | None, now: Figures, said: str) -> None:
    assert travel_words(before, now) == said


def test_england_says_how_each_region_went_since_the_last_quarter(cast: Cast, page: Client) -> None:
    _kept(cast, date(2026, 9, 30), cast.region.pk, complete=0, overdue=4)
    page.force_login(cast.ana)
    rows = {row[0].value: row[-1] for row in page.get("/national/").context["regions"].rows}
    assert rows == {"North East": "4 fewer overdue", "South East": "–"}


def test_england_names_who_has_gone_quiet(cast: Cast, page: Client) -> None:
    Action.objects.filter(plan=cast.plan).update(last_heard_at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    refresh_plans(None, cast.today)
    page.force_login(cast.ana)
    tree = html.document_fromstring(page.get("/national/").content.decode())
    quiet = next(one for one in find(tree, "section") if one.get("aria-labelledby") == "quiet-heading")
    assert "Northshire" in " ".join(words(quiet, "li"))
