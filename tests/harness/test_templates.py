"""A name that means nothing fails in a template of ours, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template import Context, Engine, Origin, Template

from tests.harness.templates import OURS, UndefinedName


@dataclass
class Thing:
    name: str = "Northshire"


def drawn(source: str, /, where: str = str(OURS / "made_up.html"), **words: object) -> str:
    template = Template(source, origin=Origin(where), engine=Engine())
    return template.render(Context(words))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ thing.nmae }}",
        "{{ nobody|upper }}",
        "{% with a=nobody %}{{ a }}{% endwith %}",
        "{% for one in nobody %}{{ one }}{% endfor %}",
        "{% for one in thing.parts %}{{ one }}{% endfor %}",
        "{% if thing.nmae %}yes{% endif %}",
        "{% if not thing.nmae.first %}yes{% endif %}",
    ],
)
def test_a_name_that_means_nothing_is_refused(source: str) -> None:
    with pytest.raises(UndefinedName, match=r"means nothing in templates/made_up\.html"):
        drawn(source, thing=Thing())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ thing.name }}", "Northshire"),
        ("{{ nobody|default:'none' }}", "none"),
        ("{% if nobody %}yes{% else %}no{% endif %}", "no"),
        ("{% if words.of %}yes{% else %}no{% endif %}", "no"),
        ("{% firstof nobody thing.name %}", "Northshire"),
        ("{% for one in thing.name %}{{ one }}{% endfor %}", "Northshire"),
    ],
)
def test_what_is_there_or_may_be_missing_is_drawn(source: str, expected: str) -> None:
    assert drawn(source, thing=Thing(), words={}) == expected


def test_a_template_of_somebody_else_is_left_alone() -> None:
    assert drawn("{{ nobody }}", where="/elsewhere/made_up.html") == ""
