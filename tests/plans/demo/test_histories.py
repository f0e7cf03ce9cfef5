"""The demo has a past: a plan can be seen as its updates say it stood."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from plans.demo.operations import Seeded
from plans.models import Action, ActionStandard, Evidence, Plan, ProgressUpdate
from plans.planning.queries.past import plan_on
from plans.planning.queries.since import changes_since
from plans.planning.rules.since import Mark
from tests.plans.demo.conftest import TODAY


def a_plan() -> Plan:
    return Plan.objects.get(partnership__slug="county-durham")


def test_a_plan_begins_with_nothing_done(country: Seeded) -> None:
    plan = a_plan()
    begun = timezone.localdate(plan.created_at)
    then = plan_on(plan, begun)
    assert then.workflow_state == "draft"
    assert len(then.actions) == plan.actions.count()
    assert {action.delivery_state for action in then.actions if action.id in quiet_until(plan, begun)} == {
        "not_started"
    }
    assert not plan_on(plan, begun - timedelta(days=1)).existed


def quiet_until(plan: Plan, day: object) -> set[int]:
    told = ProgressUpdate.objects.filter(action__plan=plan, at__date__lte=day)
    return set(plan.actions.exclude(pk__in=told.values("action")).values_list("pk", flat=True))


def test_on_the_last_day_it_stands_as_it_stands_now(country: Seeded) -> None:
    plan = a_plan()
    then = {one.id: (one.text, one.delivery_state, one.confidence, one.reason) for one in plan_on(plan, TODAY).actions}
    assert then == {one.pk: (one.text, one.delivery_state, one.confidence, one.reason) for one in plan.actions.all()}


def test_between_them_each_day_is_as_its_news_says(country: Seeded) -> None:
    news = ProgressUpdate.objects.filter(action__plan=a_plan()).order_by("at")[40]
    then = {one.id: one for one in plan_on(a_plan(), timezone.localdate(news.at)).actions}[news.action_id]
    last = news.action.updates.filter(at__date__lte=timezone.localdate(news.at)).first()
    assert last is not None
    assert (then.delivery_state, then.confidence) == (last.delivery_state, last.confidence)


def test_every_version_of_every_action_is_there(country: Seeded) -> None:
    events = Action.pgh_event_model.objects  # type: ignore[attr-defined]
    assert events.count() == Action.objects.count() + ProgressUpdate.objects.count()
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values_list("pgh_obj_id", "version")
    assert dict(newest) == dict(Action.objects.values_list("pk", "version"))
    links = ActionStandard.pgh_event_model.objects.filter(pgh_created_at__date__gt=TODAY)  # type: ignore[attr-defined]
    assert not links.exists()


def test_a_step_names_who_wrote_the_update(country: Seeded) -> None:
    events = Action.pgh_event_model.objects  # type: ignore[attr-defined]
    moved = events.filter(pgh_label="update").select_related("pgh_context").first()
    writers = ProgressUpdate.objects.filter(action=moved.pgh_obj_id).values_list("by_id", flat=True)
    assert moved.pgh_context.metadata["user"] in set(writers)


def test_not_everything_is_new_since_last_quarter(country: Seeded) -> None:
    changes = changes_since(a_plan(), date(2026, 7, 1))
    assert Mark.NEW not in changes.counts
    assert changes.counts


def test_there_is_evidence_of_which_some_is_broken_and_some_has_run_out(country: Seeded) -> None:
    states = dict(Evidence.objects.order_by().values_list("link_state").annotate(n=Count("pk")))
    assert states["answers"] > states["broken"] > 0
    assert Evidence.objects.expired(TODAY).exists()
    assert not Evidence.objects.filter(check_after__lt=timezone.now()).exists()


def test_a_plan_that_was_due_for_its_refresh_goes_on_in_a_next_edition(country: Seeded) -> None:
    new = Plan.objects.select_related("refreshes").get(refreshes__isnull=False)
    assert new.refreshes is not None
    assert new.actions.count() == new.refreshes.actions.live().count() > 0
