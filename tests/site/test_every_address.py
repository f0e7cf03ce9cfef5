"""Every address, every role: what one gets, that a GET writes nothing, and that pages are whole and safe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement

from tests.site.addresses import ADDRESSES, ELSEWHERE, ROLES
from tests.site.visits import Visit, Visits
from tests.site.walk import every_address

pytestmark = pytest.mark.django_db  # no test asks it anything; without one, pytest-django makes no database
every_name = pytest.mark.parametrize("name", sorted(ADDRESSES))
#: A letter as its reader sees it: a page of its own, in a frame.
NOT_A_PAGE_OF_OURS = {"reminder-letter-html"}


def _pages(visits: Visits, name: str) -> Iterator[Visit]:
    """Yield the pages people get at an address, also those that say what is refused."""
    if name not in NOT_A_PAGE_OF_OURS:
        yield from (visit for visit in visits[name].values() if visit.is_page)


def test_no_address_is_missing_from_the_table() -> None:
    ours = {known.name for known in every_address() if not known.name.startswith("account_")}
    assert ours - ELSEWHERE == set(ADDRESSES)


@every_name
def test_each_role_gets_what_the_table_says(name: str, visits: Visits) -> None:
    got = {role: visit.answer for role, visit in visits[name].items()}
    assert got == dict(zip(ROLES, ADDRESSES[name].answers, strict=True))


@every_name
def test_a_get_writes_nothing(name: str, visits: Visits) -> None:
    assert {role: visit.written for role, visit in visits[name].items() if visit.written} == {}


@every_name
def test_a_page_has_one_heading_a_title_and_a_language(name: str, visits: Visits) -> None:
    for visit in _pages(visits, name):
        title = visit.page.findtext("head/title") or ""
        assert len(visit.page.findall(".//h1")) == 1, visit.role
        assert len(title.strip()) > len("– Concordat"), visit.role
        assert visit.page.get("lang") == "en-GB", visit.role


@every_name
def test_what_is_not_mine_does_not_name_itself(name: str, visits: Visits) -> None:
    otto = visits[name]["otto"]
    assert otto.answer != "404" or b"Northshire" not in otto.content


@every_name
def test_nothing_on_a_page_runs_or_is_styled_in_line(name: str, visits: Visits) -> None:
    for visit in _pages(visits, name):
        assert [_words(part) for part in visit.page.iter() if _is_in_line(part)] == [], visit.role


@every_name
def test_every_answer_says_what_a_page_may_load(name: str, visits: Visits) -> None:
    for visit in visits[name].values():
        policy = visit.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, visit.role
        assert "unsafe" not in policy or name in NOT_A_PAGE_OF_OURS, visit.role


@every_name
def test_every_form_that_changes_something_has_a_token(name: str, visits: Visits) -> None:
    for visit in _pages(visits, name):
        for form in visit.page.iterfind(".//form"):
            posts = form.get("method", "get").lower() == "post"
            token = form.find(".//input[@name='csrfmiddlewaretoken']")
            assert (token is not None and bool(token.get("value"))) is posts, (visit.role, _words(form))


@every_name
def test_what_a_person_gets_is_kept_by_no_shared_cache(name: str, visits: Visits) -> None:
    for visit in visits[name].values():
        if visit.role != "anonymous":
            kept = visit.headers.get("Cache-Control", "")
            assert "private" in kept or "no-store" in kept, visit.role
            assert "public" not in kept, visit.role


def _is_in_line(part: HtmlElement) -> bool:
    if not isinstance(part.tag, str):
        return False
    runs = part.tag == "script" and not part.get("src") and part.get("type") != "application/json"
    links = any(str(part.get(name, "")).strip().lower().startswith("javascript:") for name in ("href", "action"))
    return runs or links or part.tag == "style" or any(name == "style" or name.startswith("on") for name in part.attrib)


def _words(part: HtmlElement) -> str:
    return f"<{part.tag} {dict(part.attrib)}>"
