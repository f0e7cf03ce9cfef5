"""The history of an import: the file, the rows somebody corrected, and who."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from plans.imports.operations import correct_row
from plans.imports.rules.proposal import from_fields
from tests.cast import Cast
from tests.plans.imports.uploads import an_import


def test_a_corrected_row_is_told_before_and_after(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=2)
    new = replace(from_fields(row.fields), lead_id=cast.charity.pk, lead_text="", timescale="by June 2027")
    correct_row(row=row, expected_version=row.version, action=new, include=True, by=cast.leah.pk)
    client.force_login(cast.olive)
    page = client.get(f"/history/import/{row.plan_import_id}/").content.decode()
    for words in (
        "Read a file",
        "plan.csv",
        "Corrected a row: row 2",
        "Leah",
        "Ongoing",
        "by June 2027",
        "Northshire Mind",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("who", "status"), [("olive", 200), ("leah", 200), ("colin", 403), ("reg", 403), ("otto", 404)]
)
def test_it_is_for_those_who_may_bring_plans_in(client: Client, cast: Cast, who: str, status: int) -> None:
    plan_import = an_import(cast)
    client.force_login(getattr(cast, who))
    assert client.get(f"/history/import/{plan_import.pk}/").status_code == status
