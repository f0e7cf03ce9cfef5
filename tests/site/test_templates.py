"""Every template is drawn by something: none is left over."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import allauth
import crispy_forms
import django
import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*"))
#: Packages that draw our templates in place of their own, and where they say so.
ALLAUTH = Path(allauth.__file__).parent / "templates"
OTHERS = [*Path(crispy_forms.__file__).parent.rglob("*.py"), Path(django.__file__).parent / "views" / "defaults.py"]
#: A quoted name of a template, whole ("layouts/page.html") or with places to fill ("emails/{name}.txt", "%s/field.html").
_NAME = re.compile(r"""["']([\w%{}./-]*[\w%}]+(?:/[\w%{}.-]+|\.html|\.txt))["']""")
_PLACE = re.compile(r"\\?\{.*?\\?\}|%s")


@cache
def _patterns() -> list[re.Pattern[str]]:
    sources = [path for room in ("areas", "plans", "concordat", "templates") for path in (ROOT / room).rglob("*.*")]
    names = {
        name
        for path in (*sources, *OTHERS)
        if path.suffix in (".py", ".html", ".txt")
        for name in _NAME.findall(path.read_text())
        if len(_PLACE.sub("", name)) > len("/.html")
    }
    return [re.compile(_PLACE.sub(r"[\\w.-]+", re.escape(name).replace("%s", "{}"))) for name in names]


def _is_drawn(name: str) -> bool:
    return (ALLAUTH / name).is_file() or any(pattern.fullmatch(name) for pattern in _patterns())


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_drawn_by_something(name: str) -> None:
    assert _is_drawn(name)


@pytest.mark.parametrize("name", ["plans/planning/nobody.html", "components/_nobody.html", "nobody.html"])
def test_a_template_that_nobody_names_would_be_found(name: str) -> None:
    assert not _is_drawn(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name: str) -> None:
    assert get_template(name)
