"""A plan is taken away, edited in Excel and sent back."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.models import AuditEntry
from plans.models import Action, Plan, ProgressUpdate
from plans.planning.operations import add_actions
from plans.planning.rules.actions import MOST_LETTERS, NewAction
from tests.cast import Cast
from tests.plans.imports.sheets import Sheet, edited, kinds_of, merged, sent_back, taken_away

NASTY = ["=1+1", "@cmd", "'quoted", '"x"', "a\nb", "a\r\nb", " outer ", "_x000D_", "tab\there", "é 😀 ‘’", "\x0b", "a\u00a0b",
         "NULL", "1.10", "2027-03-31", "TRUE", "x" * 3000, "a\u200bb", "<b>&amp;"]  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=30
)


def _actions(cast: Cast) -> st.SearchStrategy[list[NewAction]]:
    told = {name: texts.map(lambda text, most=most: text[:most]) for name, (most, _) in MOST_LETTERS.items()}
    for name in ("text", "reason"):
        told[name] = told[name].filter(lambda text: bool(text.strip()))
    one = st.builds(
        NewAction,
        lead_id=st.sampled_from([None, cast.police.pk, cast.council.pk]),
        partner_ids=st.sampled_from([(), (cast.trust.pk,), (cast.charity.pk, cast.trust.pk)]),
        standard_ids=st.sampled_from([(), (cast.standard.pk,)]),
        age_group=st.sampled_from(["", "children"]),
        delivery_state=st.sampled_from(["not_started", "in_progress"]),
        confidence=st.sampled_from(["", "on_track", "at_risk"]),
        **told,
    )
    return st.lists(one, min_size=1, max_size=4)


def test_a_plan_that_comes_back_as_it_went_changes_nothing(cast: Cast) -> None:
    count = iter(range(1000))

    @given(_actions(cast))
    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    def check(rows: list[NewAction]) -> None:
        plan = Plan.objects.create(partnership=cast.partnership, title=f"Plan {next(count)}", plan_year=2026)
        plan.frameworks.set(cast.plan.frameworks.all())
        cast.plan = plan
        add_actions(plan_id=plan.pk, rows=rows, by=None)
        kept = sent_back(cast, taken_away(plan))
        found = list(kept.compared_rows.exclude(kind="unchanged").values_list("changes", flat=True))
        assert (found, kept.compared_rows.count(), kept.absent_actions.count()) == ([], len(rows), 0)

    check()


def test_a_changed_cell_changes_that_field_and_no_other(cast: Cast) -> None:
    before = Action.objects.values().get(pk=cast.council_action.pk)
    kept = sent_back(cast, edited(cast.plan, lambda sheet: sheet.write(3, "Outcomes", "Nobody waits for an AMHP.")))
    assert kinds_of(kept) == ["unchanged", "changed"]
    assert merged(cast, kept).changed == 1
    after = Action.objects.values().get(pk=cast.council_action.pk)
    assert {name for name in after if after[name] != before[name]} == {"outcome", "version", "changed_at"}
    assert after["outcome"] == "Nobody waits for an AMHP."


def test_what_was_promised_is_audited_as_an_edit_in_the_officers_name(cast: Cast) -> None:
    merged(cast, sent_back(cast, edited(cast.plan, lambda sheet: sheet.write(2, "Led By", "Council"))))
    entry = AuditEntry.objects.get(object_kind="action", object_id=cast.police_action.pk)
    assert (entry.verb, entry.by, entry.before, entry.after) == (
        "changed action", cast.olive, {"lead_id": cast.police.pk}, {"lead_id": cast.council.pk},
    )  # fmt: skip


def test_how_it_stands_becomes_an_update_in_the_officers_name(cast: Cast) -> None:
    def tell(sheet: Sheet) -> None:
        sheet.write(2, "Delivery state", "In progress").write(2, "Red/Amber/Green (RAG)", "amber")
        sheet.write(2, "Why it is at risk or off track", "No trainer.")
        sheet.write(2, "Summary progress against actions", "Forty trained.")

    merged(cast, sent_back(cast, edited(cast.plan, tell)))
    update = ProgressUpdate.objects.get(action=cast.police_action)
    assert (update.delivery_state, update.confidence, update.reason, update.narrative, update.by) == (
        "in_progress", "at_risk", "No trainer.", "Forty trained.", cast.olive,
    )  # fmt: skip
    cast.police_action.refresh_from_db()
    assert (cast.police_action.delivery_state, cast.police_action.confidence) == ("in_progress", "at_risk")


def test_finishing_an_action_needs_no_more_than_its_state(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="in_progress", confidence="on_track")
    merged(cast, sent_back(cast, edited(cast.plan, lambda sheet: sheet.write(2, "Delivery state", "Complete"))))
    cast.police_action.refresh_from_db()
    assert (cast.police_action.delivery_state, cast.police_action.confidence) == ("complete", "")
    assert ProgressUpdate.objects.get().narrative == "Changed in the file “plan.xlsx”."


def test_a_row_without_an_id_is_a_new_action(cast: Cast) -> None:
    kept = sent_back(cast, edited(cast.plan, lambda sheet: sheet.add(Action="Open a crisis café.", Theme="Access")))
    assert kinds_of(kept) == ["unchanged", "unchanged", "new"]
    assert merged(cast, kept).added == 1
    assert cast.plan.actions.get(text="Open a crisis café.").theme.title == "Access"


def test_the_same_file_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.write(2, "Summary progress against actions", "Forty trained.").write(3, "Timescale", "by June 2027")
        sheet.add(Action="Open a crisis café.")

    data = edited(cast.plan, edit)
    merged(cast, sent_back(cast, data))
    before = list(Action.objects.values())
    again = sent_back(cast, data)
    assert set(kinds_of(again)) == {"unchanged"}
    assert merged(cast, again).total == 0
    assert list(Action.objects.values()) == before


def test_a_timescale_is_read_anew(cast: Cast) -> None:
    merged(cast, sent_back(cast, edited(cast.plan, lambda sheet: sheet.write(3, "Timescale", "Q1 and Q3"))))
    cast.council_action.refresh_from_db()
    assert str(cast.council_action.due) == "2026-12-31"
    assert cast.council_action.milestones.count() == 2


def test_partners_standards_theme_and_age_are_taken(cast: Cast) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.write(2, "Supporting partners", "Trust; Northshire Mind").write(2, "Standards", "a1")
        sheet.write(2, "Theme", "A new theme").write(2, "Age group", "Older people")

    merged(cast, sent_back(cast, edited(cast.plan, edit)))
    action = Action.objects.get(pk=cast.police_action.pk)
    assert set(action.partners.all()) == {cast.trust, cast.charity}
    assert (list(action.standards.all()), action.theme.title, action.age_group) == (
        [cast.standard],
        "A new theme",
        "older",
    )


def test_a_text_too_long_for_a_cell_comes_back_unchanged(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(progress="😀" * 20_000)
    assert kinds_of(sent_back(cast, taken_away(cast.plan))) == ["unchanged", "unchanged"]


def test_an_action_taken_out_of_the_file_is_asked_about_and_stays(cast: Cast) -> None:
    kept = sent_back(cast, edited(cast.plan, lambda sheet: sheet.page.delete_rows(3)))
    absent = kept.absent_actions.get()
    assert (absent.action, absent.decision) == (cast.council_action, "keep")
    merged(cast, kept)
    cast.council_action.refresh_from_db()
    assert (cast.council_action.delivery_state, cast.council_action.version) == ("not_started", 1)


def test_statements_do_not_grow_with_the_actions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    Action.objects.bulk_create(
        Action(plan=cast.plan, position=n, text=f"Action number {n} of the plan", theme=cast.theme, lead=cast.police)
        for n in range(3, 150)
    )

    def edit(sheet: Sheet) -> None:
        for row in range(2, 150):
            sheet.write(row, "Outcomes", f"Outcome {row}").write(row, "Supporting partners", "Trust")
            sheet.write(row, "Summary progress against actions", f"Said {row}").write(row, "Timescale", "Q1 and Q3")

    data = edited(cast.plan, edit)
    with django_assert_max_num_queries(36):
        kept = sent_back(cast, data)
    with django_assert_max_num_queries(60):
        assert merged(cast, kept).changed == 148
