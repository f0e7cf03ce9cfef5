"""What is wrong is listed once, above the h1, and each line leads to the input that needs mending."""

from __future__ import annotations

import pytest
from django.forms import formset_factory
from django.test import RequestFactory

from tests.concordat.web.drawn import draw, draw_form, find, one, words
from tests.concordat.web.examples import AllKinds, AnyDate, typed

PAGE = "{% extends 'layouts/form.html' %}{% block title %}Plan{% endblock %}{% block heading %}Plan{% endblock %}"


def test_every_link_leads_to_an_input() -> None:
    tree = draw_form(AllKinds({}, {}))
    links = [link.get("href") for link in find(tree, ".govuk-error-summary a")]
    assert len(links) == 12
    for link in links:
        assert one(tree, link).tag in ("input", "select", "textarea")


def test_groups_are_reached_at_their_first_option() -> None:
    tree = draw_form(AllKinds({}, {}))
    links = [link.get("href") for link in find(tree, ".govuk-error-summary a")]
    assert "#id_state_0" in links
    assert "#id_standards_0" in links


@pytest.mark.parametrize(
    ("day", "month", "year", "target"),
    [
        ("", "", "", "#id_day_0"),
        ("1", "", "2026", "#id_day_1"),
        ("1", "3", "", "#id_day_2"),
        ("1", "x", "y", "#id_day_1"),
    ],
)
def test_a_date_is_reached_at_the_first_box_that_is_wrong(day: str, month: str, year: str, target: str) -> None:
    tree = draw_form(AnyDate(typed(day, month, year)))
    assert [link.get("href") for link in find(tree, ".govuk-error-summary a")] == [target]


def test_an_error_of_the_whole_form_is_listed_without_a_link() -> None:
    form = AnyDate(typed("1", "3", "2026"))
    form.add_error(None, "Somebody else saved the plan before you")
    tree = draw_form(form)
    assert words(tree, ".govuk-error-summary li") == ["Somebody else saved the plan before you"]
    assert not find(tree, ".govuk-error-summary a")


def test_the_summary_stands_above_the_heading_and_only_there(rf: RequestFactory, db: None) -> None:
    tree = draw(PAGE, rf.get("/"), form=AnyDate({}))
    (main,) = find(tree, "main")
    assert len(find(main, ".govuk-error-summary")) == 1
    order = [element.tag for element in main.iter() if element.tag == "h1" or "govuk-error-summary" in element.classes]
    assert order == ["div", "h1"]


def test_the_title_says_that_there_is_an_error(rf: RequestFactory, db: None) -> None:
    assert words(draw(PAGE, rf.get("/"), form=AnyDate({})), "title") == ["Error: Plan – Concordat"]
    assert words(draw(PAGE, rf.get("/"), form=AnyDate()), "title") == ["Plan – Concordat"]


def test_a_formset_lists_the_errors_of_each_of_its_forms() -> None:
    forms = formset_factory(AnyDate, extra=0)
    counts = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    formset = forms({**counts, "form-0-day_day": "1", "form-1-day_year": "2026"})
    tree = draw("{% load govuk %}{% error_summary formset %}", formset=formset)
    links = [link.get("href") for link in find(tree, "a")]
    assert links == ["#id_form-0-day_1", "#id_form-1-day_0"]
