"""What was said of a plan's files is known to its next edition."""

from django.test import Client

from plans.imports.operations import receive_upload, remember_names, tell_legend
from plans.imports.queries.telling import aliases_of, legend_of
from plans.imports.rules.files import Upload
from plans.models import Plan, PlanImport
from plans.planning.operations import begin_edition
from tests.cast import Cast

TEXT = "No.,Action,Timescale,Led By,RAG\n1,Open a café.,May 2027,NTX,G\n"


def sent(plan: Plan, by: int) -> PlanImport:
    return receive_upload(plan=plan, upload=Upload("plan.csv", TEXT.encode(), 2027), by=by)


def refreshed(cast: Cast) -> Plan:
    """The next edition of a plan of which a mark and a name were said."""
    kept = sent(cast.plan, cast.olive.pk)
    tell_legend(plan_import=kept, meanings={"green": "complete"}, by=cast.olive.pk)
    kept.refresh_from_db()
    remember_names(plan_import=kept, names={"NTX": cast.trust.pk}, by=cast.olive.pk)
    return begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=cast.olive.pk)


def test_a_file_of_the_next_edition_is_read_with_what_was_said_before(cast: Cast) -> None:
    row = sent(refreshed(cast), cast.olive.pk).rows.get()
    assert (row.fields["delivery_state"], row.fields["lead_id"]) == ("complete", cast.trust.pk)


def test_what_is_said_in_the_next_edition_stands_there_and_leaves_the_old_one(cast: Cast) -> None:
    newer = refreshed(cast)
    kept = sent(newer, cast.olive.pk)
    tell_legend(plan_import=kept, meanings={"green": "on_track"}, by=cast.olive.pk)
    remember_names(plan_import=kept, names={"ntx": cast.police.pk}, by=cast.olive.pk)
    assert (legend_of(newer), legend_of(cast.plan)) == ({"green": "on_track"}, {"green": "complete"})
    assert aliases_of(newer) == [("ntx", cast.police.pk)]
    assert aliases_of(cast.plan) == [("NTX", cast.trust.pk)]


def test_a_name_that_is_forgotten_does_not_come_back_from_an_earlier_edition(client: Client, cast: Cast) -> None:
    newer = refreshed(cast)
    kept = sent(newer, cast.olive.pk)
    client.force_login(cast.olive)
    client.post(f"/plans/{newer.pk}/import/{kept.pk}/names/", {"k0": ""})
    assert aliases_of(newer) == []
    assert kept.rows.get().fields["lead_id"] is None
