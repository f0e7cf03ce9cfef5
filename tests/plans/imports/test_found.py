"""What we found in a file: an officer says what we got wrong, and it is read again."""

from django.test import Client

from plans.imports.operations import receive_upload
from plans.imports.rules.files import Upload
from plans.models import PlanImport
from tests.cast import Cast

#: No head is known but one; the last row looks like a title.
ODD = (
    "Ref;Vorhaben;Wer;Timescale\n1;Open a café.;Police;May 2027\n2;Write a leaflet.;Police;June 2027\n;Staff safety;;\n"
)
HEADING = "table 1, row 1"


def sent(cast: Cast, text: str = ODD) -> PlanImport:
    return receive_upload(plan=cast.plan, upload=Upload("odd.csv", text.encode(), 2027), by=cast.olive.pk)


def url(kept: PlanImport, page: str = "found/") -> str:
    return f"/plans/{kept.plan_id}/import/{kept.pk}/{page}"


def say(client: Client, kept: PlanImport, **columns: str) -> str:
    data = {"version": kept.version, **columns}
    return client.post(url(kept), data, follow=True).content.decode()


def test_a_file_of_unknown_heads_is_kept_so_that_somebody_can_say_what_they_mean(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    assert "Say below which of its columns holds the actions" in client.get(url(kept)).content.decode()


def test_a_column_that_was_named_is_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    page = say(client, kept, c0="number", c1="action", c2="lead", c3="timescale")
    assert "The file was read again" in page
    assert [(row.fields["text"], row.as_read["lead"]) for row in kept.rows.order_by("position")] == [
        ("Open a café.", "Police"),
        ("Write a leaflet.", "Police"),
    ]


def test_what_somebody_corrected_stays_when_the_file_is_read_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    row = kept.rows.get(position=1)
    row.fields["outcome"] = "People find help."
    row.corrected, row.typed = True, ["outcome"]
    row.save()
    say(client, kept, c0="number", c1="action", c2="lead", c3="timescale")
    again = kept.rows.get(position=1)
    assert (again.fields["outcome"], again.corrected) == ("People find help.", True)
    assert (again.as_read["lead"], again.fields["lead_id"]) == ("Police", cast.police.pk)


def test_a_corrected_row_that_is_no_action_any_more_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    kept.rows.filter(position=1).update(corrected=True, typed=["text"])
    say(client, kept, c0="number", c1="other", c2="other", c3="timescale")
    assert [row.fields["text"] for row in kept.rows.all()] == ["Open a café."]


def test_a_row_that_was_left_out_is_brought_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    assert "Staff safety" in client.get(url(kept)).content.decode()
    client.post(url(kept, "found/bring-in/"), {"row": "table 1, row 4"})
    assert kept.rows.filter(fields__text="Staff safety").count() == 1
    client.post(url(kept, "found/bring-in/"), {"row": "table 1, row 4"})
    assert kept.rows.filter(fields__text="Staff safety").count() == 1


def test_who_was_overtaken_sees_both_and_presses_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    mine = {"version": kept.version, "c0": "number", "c1": "action", "c2": "lead", "c3": "timescale"}
    theirs = {**mine, "c1": "outcome"}
    client.post(url(kept), theirs)
    answer = client.post(url(kept), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "saved this import while you were writing" in page
    assert '<div class="app-text">Outcome</div>' in page
    assert '<div class="app-text">Action</div>' in page
    kept.refresh_from_db()
    assert kept.rows.count() == 0
    client.post(url(kept), {**mine, "version": answer.context["form"]["version"].value()})
    assert [row.fields["text"] for row in kept.rows.order_by("position")] == ["Open a café.", "Write a leaflet."]


def test_what_was_chosen_is_told_when_the_columns_are_others_by_now(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    PlanImport.objects.filter(pk=kept.pk).update(version=99)
    page = say(client, kept, c0="action", c1="other")
    assert "Somebody changed how this file is read" in page
    assert "Ref: Action" in page
    kept.refresh_from_db()
    assert kept.told == {}


def test_a_closed_import_is_not_read_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    PlanImport.objects.filter(pk=kept.pk).update(state="discarded")
    assert client.get(url(kept)).status_code == 302
    client.post(url(kept, "found/bring-in/"), {"row": "table 1, row 4"})
    kept.refresh_from_db()
    assert kept.state == "discarded"


def test_a_file_that_was_read_before_columns_could_be_named_is_shown(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, ODD.replace("Vorhaben", "Action"))
    columns = [{"table": HEADING, "place": 2, "heading": "Action", "meaning": "Action"}]
    PlanImport.objects.filter(pk=kept.pk).update(reading={"warnings": [], "left_out": [], "columns": columns})
    assert '<option value="action" selected' in client.get(url(kept)).content.decode()
