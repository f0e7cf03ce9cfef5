"""What an officer sees who said after a colleague what a file means."""

from __future__ import annotations

import pytest

from plans.imports.operations import receive_upload
from plans.imports.rules.files import Upload
from tests.site.window import Window

TEXT = "No.,Action,Timescale,Led By,RAG\n1,Open a café.,May 2027,NTX,G\n2,Write a leaflet.,May 2027,Zebra,R\n"


@pytest.mark.parametrize(
    ("step", "theirs", "mine"),
    [
        ("legend", {"m0": "complete", "m1": "off_track"}, {"m0": "on_track", "m1": "at_risk"}),
        ("names", {"w0": "council", "w1": ""}, {"w0": "trust", "w1": "trust"}),
    ],
)
def test_both_answers_are_shown_and_the_page_is_whole(
    window: Window, step: str, theirs: dict[str, str], mine: dict[str, str]
) -> None:
    cast = window.stage.cast
    kept = receive_upload(plan=cast.plan, upload=Upload("plan.csv", TEXT.encode(), 2027), by=cast.olive.pk)
    path = f"/plans/{cast.plan.pk}/import/{kept.pk}/{step}/"
    page = window.open("leah", path)
    colleague = window.client("olive")
    asked = colleague.get(path).context["form"]["asked"].value()
    colleague.post(path, {"asked": asked, **{name: _value(cast, one) for name, one in theirs.items()}})
    for name, one in mine.items():
        page.locator(f"[name={name}]").select_option(str(_value(cast, one)))
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("heading", name="Olive saved this import while you were writing").wait_for()
    assert page.locator("[name=" + next(iter(mine)) + "]").input_value() == str(_value(cast, next(iter(mine.values()))))
    assert [one for one in window.look() if "409" not in one] == []


def _value(cast: object, one: str) -> object:
    """Return what an option holds: a state as it is, an organisation's id."""
    return getattr(cast, one).pk if one in ("council", "trust") else one
