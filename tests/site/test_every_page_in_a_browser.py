"""Every page as those see it who may: accessible wide, zoomed and on a phone, and quiet behind the page."""

from __future__ import annotations

import pytest

from tests.site.addresses import ADDRESSES
from tests.site.window import Window

#: Seen by somebody as a page. The letter stands alone in a page of its own: tests of reminders look at it.
PAGES = sorted(name for name, address in ADDRESSES.items() if "200" in address.answers)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_for_those_who_may_see_it(name: str, window: Window) -> None:
    findings = {}
    for role in window.roles_with_a_page_of_their_own(name):
        window.open(role, window.path_of(name))
        findings[role] = window.look()
    assert not any(findings.values()), findings
