"""One pass over the whole site: everybody goes to every address once, and what they get is kept.

The tests then look at what was kept, so that a further promise about every page costs no further visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import lxml.html
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.cast import make_cast
from tests.harness.answers import close_all
from tests.harness.templates import UndefinedName
from tests.site.addresses import ADDRESSES, ROLES, Stage
from tests.site.stage import make_stage
from tests.site.writes import nothing_is_written


@dataclass(frozen=True)
class Visit:
    """What one of the cast got at one address."""

    role: str
    answer: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    written: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Say whether it is a page: also one that says what is refused."""
        is_html = self.headers.get("Content-Type", "").startswith("text/html")
        return is_html and bool(self.content) and self.answer != "in"

    @cached_property
    def page(self) -> lxml.html.HtmlElement:
        """Return the page, taken apart."""
        return lxml.html.document_fromstring(self.content)


#: By the name of the address, then by role.
Visits = Mapping[str, Mapping[str, Visit]]


def visit_every_address() -> Visits:
    """Let each role open each address of the table; everything is undone at the end."""
    with transaction.atomic():
        stage = make_stage(make_cast())
        clients = {role: _signed_in(stage, role) for role in ROLES}
        visits = {
            name: {role: _visit(client, stage, role, name) for role, client in clients.items()} for name in ADDRESSES
        }
        transaction.set_rollback(True)
    return visits


def _signed_in(stage: Stage, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(stage.cast, role))
    return client


def _visit(client: Client, stage: Stage, role: str, name: str) -> Visit:
    address = reverse(name, kwargs=ADDRESSES[name].needs(stage))
    with transaction.atomic(), nothing_is_written() as written:
        try:
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
        except (Exception, UndefinedName) as trouble:  # noqa: BLE001 – the test of this address tells it
            return Visit(role, f"{type(trouble).__name__}: {trouble}")
        finally:
            close_all()
            transaction.set_rollback(True)
    return Visit(role, _answer(response), dict(response.headers), content, tuple(written))


def _answer(response: HttpResponseBase) -> str:
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "in"
    return str(response.status_code)
