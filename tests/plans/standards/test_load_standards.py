"""``load_standards`` carries the catalogue in, once, and never changes what is published."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plans.models import Framework, Section, Standard, TemplateHeading, TemplateTheme
from plans.standards.operations import DATA, FrameworkChanged, load_standards

pytestmark = pytest.mark.django_db


def changed_copy(folder: Path, file: str, old: str, new: str) -> Path:
    copy = Path(shutil.copytree(DATA, folder / "data"))
    path = copy / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return copy


def test_england_has_four_sections_and_nineteen_standards() -> None:
    load_standards()
    england = Framework.objects.get(slug="england-2014")
    assert [s.code for s in england.sections.all()] == ["A", "B", "C", "D"]
    assert Standard.objects.filter(section__framework=england).count() == 19


def test_only_headings_seen_in_a_source_are_confirmed() -> None:
    load_standards()
    confirmed = Standard.objects.filter(confirmed=True).values_list("code", flat=True)
    assert set(confirmed) == {"A1", "B1", "B2"}


def test_d1_says_that_its_code_is_ours() -> None:
    load_standards()
    assert "ours" in Standard.objects.get(code="D1").note


def test_the_template_has_five_themes_and_their_headings() -> None:
    load_standards()
    assert (TemplateTheme.objects.count(), TemplateHeading.objects.count()) == (5, 17)
    assert TemplateHeading.objects.filter(confirmed=True).count() == 3


def test_loading_twice_writes_nothing_the_second_time() -> None:
    call_command("load_standards", stdout=StringIO())
    with CaptureQueriesContext(connection) as captured:
        call_command("load_standards", stdout=StringIO())
    writes = [q["sql"] for q in captured if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert writes == []


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("england-2014/standards.csv", "Restraint only where suitable", "Restraint never", "C3"),
        ("england-2014/sections.csv", "I am treated with dignity", "People are treated well", "C"),
        ("england-2014/framework.csv", "(England)", "(all of England)", "title"),
        ("england-2014/standards.csv", "C4,C,", "C5,C,", "C4, C5"),
    ],
)
def test_a_changed_file_under_the_same_slug_is_refused(
    tmp_path: Path, file: str, old: str, new: str, where: str
) -> None:
    load_standards()
    with pytest.raises(FrameworkChanged, match=f"at: {where}. A published framework never changes"):
        load_standards(changed_copy(tmp_path, file, old, new))
    assert Standard.objects.filter(code="C4").exists()


def test_the_database_refuses_a_change_to_a_published_standard() -> None:
    load_standards()
    with pytest.raises(InternalError, match="never changes"), transaction.atomic():
        Standard.objects.filter(code="B2").update(title="Something else")


def test_the_database_refuses_a_new_standard_in_a_published_framework() -> None:
    load_standards()
    section = Section.objects.get(code="A")
    with pytest.raises(InternalError, match="never changes"), transaction.atomic():
        Standard.objects.create(section=section, code="A2", title="Something new", position=99)


def test_the_database_refuses_a_change_to_a_published_framework() -> None:
    load_standards()
    with pytest.raises(InternalError), transaction.atomic():
        Framework.objects.filter(slug="england-2014").update(published_on=None)


def test_a_framework_without_a_day_of_publication_may_still_change(tmp_path: Path) -> None:
    draft = changed_copy(tmp_path, "england-2014/framework.csv", "2014-02-18", "")
    load_standards(draft)
    Section.objects.filter(code="A").update(title="Before")
    assert load_standards(draft)["england-2014"].changed == 1
