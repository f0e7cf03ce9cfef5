"""Correcting how a row was read."""

from typing import Any

from django.test import Client

from plans.models import ImportRow
from tests.cast import Cast
from tests.plans.imports.uploads import an_import


def _typed(row: ImportRow, **changes: Any) -> dict[str, Any]:
    fields = {name: value for name, value in row.fields.items() if isinstance(value, str)}
    start = {**fields, "lead": row.fields["lead_id"] or "", "include": "yes", "version": row.version}
    return {**start, **changes}


def _send(client: Client, cast: Cast, row: ImportRow, **changes: Any) -> Any:
    client.force_login(cast.olive)
    address = f"/plans/{cast.plan.pk}/import/{row.plan_import_id}/rows/{row.position}/"
    return client.post(address, _typed(row, **changes))


def test_a_corrected_row_keeps_what_was_read_beside_it(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=2)
    _send(client, cast, row, lead=cast.charity.pk, timescale="by June 2027")
    row.refresh_from_db()
    assert (row.fields["lead_id"], row.fields["timescale"]) == (cast.charity.pk, "by June 2027")
    assert row.as_read["timescale"] == "Ongoing"
    assert row.corrected


def test_the_reading_of_a_new_timescale_is_shown_before_it_is_saved(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=1)
    page = _send(client, cast, row, timescale="Q1 2027/28", check="1").content.decode()
    row.refresh_from_db()
    assert "30 June 2027" in page
    assert row.fields["timescale"] == "by March 2027"


def test_a_row_without_text_gets_a_sentence_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=1)
    page = _send(client, cast, row, text="", outcome="Nobody waits alone.").content.decode()
    row.refresh_from_db()
    assert "There is a problem" in page
    assert "Nobody waits alone." in page
    assert row.fields["text"]
    assert not row.corrected


def test_below_on_track_asks_for_a_reason(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=1)
    page = _send(client, cast, row, delivery_state="in_progress", confidence="at_risk").content.decode()
    row.refresh_from_db()
    assert "There is a problem" in page
    assert not row.corrected


def test_a_stale_correction_is_refused_with_both_texts(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=1)
    _send(client, cast, row, text="Theirs: open two cafés.")
    answer = _send(client, cast, row, text="Mine: open three cafés.")
    page = answer.content.decode()
    row.refresh_from_db()
    assert answer.status_code == 409
    assert "Theirs: open two cafés." in page
    assert "Mine: open three cafés." in page
    assert row.fields["text"] == "Theirs: open two cafés."


def test_my_text_can_be_saved_over_theirs_once_both_were_seen(client: Client, cast: Cast) -> None:
    row = an_import(cast).rows.get(position=1)
    _send(client, cast, row, text="Theirs: open two cafés.")
    _send(client, cast, row, text="Mine: open three cafés.", version=row.version + 1)
    row.refresh_from_db()
    assert row.fields["text"] == "Mine: open three cafés."
