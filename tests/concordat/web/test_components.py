"""Tables, lists and pages of results."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import QueryDict
from django.test import RequestFactory

from concordat.web.components import Action, Cell, Column, Row, Table, with_query
from tests.concordat.web.drawn import draw, find, one, words

COLUMNS = [Column("Area", sort="name"), Column("Overdue", number=True)]
TABLE = "{% load components %}{% table data %}"


def test_each_cell_of_a_narrow_table_knows_its_heading() -> None:
    tree = draw(TABLE, data=Table("Areas", COLUMNS, [["Northshire", 1200]]))
    cell = one(tree, "td")
    assert (cell.get("data-label"), cell.text_content().strip()) == ("Overdue", "1,200")


def test_an_empty_table_says_so() -> None:
    tree = draw(TABLE, data=Table("Areas", COLUMNS, [], empty="No area yet."))
    assert words(tree, "tbody") == ["No area yet."]


def test_a_second_click_turns_the_order_and_keeps_the_filter(rf: RequestFactory) -> None:
    tree = draw(TABLE, rf.get("/?sort=name&q=york&page=3"), data=Table("Areas", COLUMNS, []))
    head = one(tree, "th[aria-sort]")
    assert head.get("aria-sort") == "ascending"
    assert one(head, "a").get("href") == "?q=york&sort=-name"


def test_the_text_of_a_cell_is_escaped() -> None:
    tree = draw(TABLE, data=Table("Areas", COLUMNS, [[Cell("<i>x</i>", "/a/?b=1&c=2"), None]]))
    assert not find(tree, "i")
    assert one(tree, "tbody a").get("href") == "/a/?b=1&c=2"
    assert words(tree, "td .govuk-visually-hidden") == ["nothing recorded"]


def test_pages_of_results_keep_the_rest_of_the_address(rf: RequestFactory) -> None:
    page = Paginator(range(100), 10).page(2)
    tree = draw("{% load components %}{% pagination page 'actions' %}", rf.get("/?q=a&page=2"), page=page)
    assert one(tree, "a[rel=next]").get("href") == "?q=a&page=3"
    assert one(tree, "a[rel=prev]").get("href") == "?q=a&page=1"
    assert words(tree, "[aria-current=page]") == ["2"]
    assert "Showing 11 to 20 of 100 actions" in tree.text_content()


def test_a_link_in_a_list_says_what_it_changes() -> None:
    rows = [Row("Lead", "Police", (Action("Change", "/x/", "lead"),)), Row("Outcome", "")]
    tree = draw("{% load components %}{% summary_list rows %}", rows=rows)
    assert words(tree, "a") == ["Change lead"]
    assert words(tree, "dd.govuk-summary-list__value") == ["Police", "Not given"]


def test_a_value_can_be_taken_out_of_an_address() -> None:
    assert with_query(QueryDict("a=1&b=2"), a=None, b=3) == "?b=3"
