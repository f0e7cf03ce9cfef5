"""The map shows the measure that its address chooses; every area is in one band, and the words say the figure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from plans.dashboards.rules import Measure, band_of, measure_called, said_of
from plans.dashboards.views.maps import KINDS
from plans.rollups.operations import refresh_plans
from plans.rollups.rules import AreaRow, Figures, Stage
from tests.cast import Cast

TODAY = date(2026, 11, 23)


def _row(*, live: int = 0, on_track: int = 0, overdue: int = 0, heard: datetime | None = None) -> AreaRow:
    figures = Figures(total=live, live=live, on_track=on_track, overdue=overdue)
    place = (1, "a", "A", "E06", "unitary", "A", 1.0, 1.0, 1, "r", "R", "E12", "")
    return AreaRow(*place, None, 1, False, heard, None, False, Stage.DRAFT, figures)


@given(st.data(), st.integers(0, 400), st.one_of(st.none(), st.integers(-1, 3000)), st.sampled_from(list(Measure)))
def test_every_area_is_in_a_band_of_the_legend(data: st.DataObject, live: int, days: int | None, of: Measure) -> None:
    heard = None if days is None else datetime(2026, 11, 23, 9, tzinfo=UTC) - timedelta(days=days)
    on_track, overdue = (data.draw(st.integers(0, live)) for _ in range(2))
    row = _row(live=live, on_track=on_track, overdue=overdue, heard=heard)
    assert band_of(row, of, TODAY) in {kind.key for kind in KINDS[of]}


@pytest.mark.parametrize(
    ("row", "measure", "band", "said"),
    [
        (_row(live=4, on_track=4), Measure.ON_TRACK, "100", "4 of 4 live actions"),
        (_row(live=400, on_track=399), Measure.ON_TRACK, "75", "399 of 400 live actions"),
        (_row(live=4), Measure.OVERDUE, "0", "0 of 4 live actions"),
        (_row(live=9, overdue=5), Measure.OVERDUE, "5", "5 of 9 live actions"),
        (_row(live=9), Measure.HEARD, "never", ""),
        (_row(live=9, heard=datetime(2026, 8, 1, tzinfo=UTC)), Measure.HEARD, "13", ""),
        (_row(), Measure.OVERDUE, "none", ""),
    ],
)
def test_bands_begin_where_the_legend_says(row: AreaRow, measure: Measure, band: str, said: str) -> None:
    assert band_of(row, measure, TODAY) == band
    assert said_of(row, measure) == said


def test_a_word_that_is_no_measure_shows_the_stage() -> None:
    assert measure_called("luck") is Measure.STAGE


@pytest.mark.parametrize("address", ["/regions/north-east/", "/national/"])
def test_the_address_chooses_and_keeps_what_else_it_says(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.ana)
    refresh_plans(None, cast.today)
    text = client.get(f"{address}?sort=-overdue&map=overdue").content.decode()
    assert "Northshire: None overdue, 0 of 2 live actions" in text
    assert 'href="?sort=-overdue&amp;map=heard#map-heading"' in text
    assert 'map=overdue#map-heading" aria-current="true"' in text
