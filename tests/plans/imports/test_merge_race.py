"""Two officers bring files in at the same moment, or save while one is brought in: one order, nothing twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from areas.models import AuditEntry
from concordat.conflicts import StaleSave
from plans.imports.models import PlanImport
from plans.imports.operations.merging import DifferenceOvertaken, Merged, merge_import
from plans.models import Action, ProgressUpdate
from plans.planning.operations import edit_action
from tests.cast import Cast
from tests.plans.imports.sheets import Sheet, kinds_of, merged, sent_back, taken_away

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*jobs: Callable[[], object]) -> list[object]:
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(20)
            return job()
        except (DifferenceOvertaken, StaleSave) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def _merge(cast: Cast, kept: PlanImport) -> Callable[[], object]:
    return lambda: merge_import(plan_import=PlanImport.objects.get(pk=kept.pk), by=cast.olive.pk)


def _file(cast: Cast) -> bytes:
    sheet = Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").add(Action="Open a crisis café.")
    return sheet.write(3, "Summary progress against actions", "The rota is agreed.").saved()


def test_one_import_merged_twice_at_once_comes_in_once(cast: Cast) -> None:
    kept = sent_back(cast, _file(cast))
    results = _at_once(_merge(cast, kept), _merge(cast, kept))
    assert sorted(one.total for one in results if isinstance(one, Merged)) == [0, 3]
    assert Action.objects.filter(text="Open a crisis café.").count() == 1
    assert ProgressUpdate.objects.count() == 1


def test_of_two_imports_of_one_file_the_second_is_compared_again_and_changes_nothing(cast: Cast) -> None:
    data = _file(cast)
    one, other = sent_back(cast, data), sent_back(cast, data)
    results = _at_once(_merge(cast, one), _merge(cast, other))
    assert sum(isinstance(result, DifferenceOvertaken) for result in results) == 1
    late = one if isinstance(results[0], DifferenceOvertaken) else other
    assert set(kinds_of(late)) == {"unchanged"}
    assert merged(cast, PlanImport.objects.get(pk=late.pk)).total == 0
    assert Action.objects.filter(text="Open a crisis café.").count() == 1
    assert ProgressUpdate.objects.count() == 1


def test_a_save_at_the_same_moment_is_never_lost(cast: Cast) -> None:
    kept = sent_back(cast, Sheet(taken_away(cast.plan)).write(2, "Measure", "60%").saved())
    action = cast.police_action

    def save() -> object:
        return edit_action(action_id=action.pk, expected_version=1, changes={"outcome": "Leah’s"}, by=cast.leah.pk)

    merging, saving = _at_once(_merge(cast, kept), save)
    stored = Action.objects.get(pk=action.pk)
    assert isinstance(merging, Merged) != isinstance(saving, Action)
    assert (stored.indicator, stored.outcome) == (("60%", "") if isinstance(merging, Merged) else ("", "Leah’s"))
    assert AuditEntry.objects.filter(object_kind="action", object_id=action.pk).count() == 1
