"""Bringing the rows in: all or nothing, and once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.imports.operations import apply_import, applying, read_upload
from plans.imports.rules.files import Upload
from plans.models import Action, ImportRow, Plan, PlanImport
from plans.planning.rules.actions import ActionRefused
from tests.cast import Cast
from tests.plans.imports.uploads import an_import


@pytest.fixture(autouse=True)
def a_plan_without_actions(cast: Cast) -> None:
    Action.objects.filter(plan=cast.plan).delete()


def _confirm(client: Client, cast: Cast, kept: PlanImport) -> object:
    client.force_login(cast.olive)
    return client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/confirm/", follow=True)


def test_the_actions_are_in_the_plan_with_their_readings(client: Client, cast: Cast) -> None:
    _confirm(client, cast, an_import(cast))
    action = Action.objects.get(number="1.1", text__contains="crisis café")
    assert (str(action.due), action.lead, action.timescale) == ("2027-03-31", cast.police, "by March 2027")


def test_sent_twice_brings_in_each_action_once(client: Client, cast: Cast) -> None:
    kept = an_import(cast)
    _confirm(client, cast, kept)
    _confirm(client, cast, kept)
    assert Action.objects.filter(text__contains="crisis café").count() == 1


def test_a_row_left_out_stays_out(client: Client, cast: Cast) -> None:
    kept = an_import(cast)
    kept.rows.filter(position=2).update(include=False)
    _confirm(client, cast, kept)
    assert not Action.objects.filter(text__contains="leaflet").exists()


def test_an_unsound_row_stops_all_of_them(client: Client, cast: Cast) -> None:
    kept = an_import(cast)
    row = kept.rows.get(position=2)
    ImportRow.objects.filter(pk=row.pk).update(fields={**row.fields, "text": ""})
    page = _confirm(client, cast, kept).content.decode()
    kept.refresh_from_db()
    assert "Nothing was brought in" in page
    assert kept.state == "read"
    assert not Action.objects.filter(text__contains="crisis café").exists()


def test_the_same_file_sent_again_changes_nothing(client: Client, cast: Cast) -> None:
    _confirm(client, cast, an_import(cast))
    again = an_import(cast)
    page = _confirm(client, cast, again).content.decode()
    assert "2 unchanged." in page
    assert "The file says nothing new." in page
    assert set(again.compared_rows.values_list("kind", flat=True)) == {"unchanged"}


def test_a_failure_half_way_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = an_import(cast)
    monkeypatch.setattr(applying, "record", lambda **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply_import(plan_import=kept, by=cast.olive.pk)
    kept.refresh_from_db()
    assert kept.state == "read"
    assert not Action.objects.filter(text__contains="crisis café").exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_bring_it_in_once(cast: Cast) -> None:
    kept = an_import(cast)
    counts: list[int] = []

    def confirm() -> None:
        counts.append(apply_import(plan_import=PlanImport.objects.get(pk=kept.pk), by=cast.olive.pk))
        connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [2, 2]
    assert Action.objects.filter(text__contains="crisis café").count() == 1


def test_discarding_brings_in_nothing_and_keeps_the_file(client: Client, cast: Cast) -> None:
    kept = an_import(cast)
    client.force_login(cast.olive)
    client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/discard/")
    page = _confirm(client, cast, kept).content.decode()
    kept.refresh_from_db()
    assert "was discarded" in page
    assert kept.state == "discarded"
    assert kept.file.size > 0


def test_an_action_refused_names_its_place(cast: Cast) -> None:
    kept = an_import(cast)
    row = kept.rows.get(position=2)
    ImportRow.objects.filter(pk=row.pk).update(fields={**row.fields, "text": ""})
    with pytest.raises(ActionRefused) as refused:
        apply_import(plan_import=kept, by=cast.olive.pk)
    assert refused.value.position == 1


def test_the_number_of_statements_does_not_grow_with_the_rows(cast: Cast) -> None:
    counts = []
    for number in (2, 40):
        plan = Plan.objects.create(
            partnership=cast.partnership, title=f"Plan of {number}", plan_year=2026, edition=number
        )
        rows = "".join(f"{n},Do thing {n}.,by March 2027,Police,Better {n}.\n" for n in range(number))
        text = f"No.,Action,Timescale,Led By,Outcomes\n{rows}"
        with CaptureQueriesContext(connection) as captured:
            kept = read_upload(plan=plan, upload=Upload("plan.csv", text.encode(), 2026), by=cast.olive.pk)
            apply_import(plan_import=kept, by=cast.olive.pk)
        counts.append(len(captured))
    assert counts[0] == counts[1]
