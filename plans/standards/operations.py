"""Load frameworks and the template's headings from the data files beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from concordat.loading import Loaded, bring_up_to_date, read_day, read_rows
from concordat.locks import hold
from plans.standards.models import Framework, Section, Standard, TemplateHeading, TemplateTheme

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


class FrameworkChanged(Exception):
    """A data file differs from a framework that is already published."""


@transaction.atomic
def load_standards(folder: Path = DATA) -> dict[str, Loaded]:
    """Load every framework in ``folder`` and the template; returns what was added and changed.

    Raises:
        FrameworkChanged: a file differs from what was published under its slug.
    """
    hold("load standards")
    loaded = {path.name: _load_framework(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    return loaded | _load_template(folder / "template_headings.csv")


def _load_framework(folder: Path) -> Loaded:
    (row,) = read_rows(folder / "framework.csv")
    wanted = {**row, "published_on": read_day(row["published_on"])}
    sections = [
        {**section, "position": position}
        for position, section in enumerate(read_rows(folder / "sections.csv"), start=1)
    ]
    standards = [_standard(at, line) for at, line in enumerate(read_rows(folder / "standards.csv"), start=1)]
    published = Framework.objects.filter(slug=row["slug"], published_on__isnull=False).first()
    if published is None:
        return _write(wanted, sections, standards)
    _check_same(published, wanted, sections, standards)
    return Loaded()


def _standard(position: int, line: dict[str, str]) -> Row:
    return {
        "section": line["section"],
        "code": line["code"],
        "title": line["title"],
        "services": line["services"].split(),
        "confirmed": line["confirmed"] == "yes",
        "note": line["note"],
        "position": position,
    }


def _write(wanted: Row, sections: list[Row], standards: list[Row]) -> Loaded:
    """Write the framework; its day of publication comes last, for from then on it is frozen."""
    loaded = bring_up_to_date(Framework, [{**wanted, "published_on": None}], key=["slug"])
    framework = Framework.objects.get(slug=wanted["slug"])
    rows = [{**section, "framework_id": framework.pk} for section in sections]
    loaded += bring_up_to_date(Section, rows, key=["framework_id", "code"])
    ids = dict(Section.objects.filter(framework=framework).values_list("code", "pk"))
    lines = [
        {
            **{name: value for name, value in line.items() if name != "section"},
            "section_id": ids[line["section"]],
        }
        for line in standards
    ]
    loaded += bring_up_to_date(Standard, lines, key=["section_id", "code"])
    Framework.objects.filter(pk=framework.pk).update(published_on=wanted["published_on"])
    return loaded


def _check_same(published: Framework, wanted: Row, sections: list[Row], standards: list[Row]) -> None:
    differing = [name for name, value in wanted.items() if getattr(published, name) != value]
    differing += _differences(Section.objects.filter(framework=published).values(*sections[0]), sections)
    stored = [
        {"section": line.pop("section__code"), **line}
        for line in Standard.objects.filter(section__framework=published).values(
            "section__code", *(name for name in standards[0] if name != "section")
        )
    ]
    differing += _differences(stored, standards)
    if differing:
        raise FrameworkChanged(
            f"The data files of {published.slug} differ from what was published, at: {', '.join(differing)}. "
            "A published framework never changes. Put the files back, or give the new wording a folder and a slug of its own."
        )


def _differences(stored: Any, wanted: list[Row]) -> list[str]:
    before, after = {row["code"]: row for row in stored}, {row["code"]: row for row in wanted}
    return [code for code in before | after if before.get(code) != after.get(code)]


def _load_template(path: Path) -> dict[str, Loaded]:
    rows = read_rows(path)
    titles = {int(row["theme"]): row["theme_title"] for row in rows}
    themes = [{"number": number, "title": title} for number, title in titles.items()]
    loaded = {"template themes": bring_up_to_date(TemplateTheme, themes, key=["number"])}
    ids = dict(TemplateTheme.objects.values_list("number", "pk"))
    headings = [
        {
            "theme_id": ids[int(row["theme"])],
            "title": row["heading"],
            "confirmed": row["confirmed"] == "yes",
            "position": position,
        }
        for position, row in enumerate(rows, start=1)
    ]
    loaded["template headings"] = bring_up_to_date(TemplateHeading, headings, key=["theme_id", "title"])
    return loaded
