"""The hidden key that lets the same page be sent twice and saved once."""

from __future__ import annotations

import uuid

from concordat.web.fields import SubmissionKey
from concordat.web.forms import ConcordatForm
from tests.concordat.web.drawn import draw_form, one


class Keyed(ConcordatForm):
    key = SubmissionKey()


def test_each_page_carries_a_key_of_its_own() -> None:
    keys = {one(draw_form(Keyed()), "[name=key]").get("value") for _ in range(2)}
    assert len(keys) == 2


def test_the_key_that_was_sent_is_the_key_that_is_read() -> None:
    key = uuid.uuid4()
    form = Keyed({"key": str(key)})
    assert form.is_valid()
    assert form.cleaned_data["key"] == key


def test_a_spoiled_key_becomes_a_new_one_and_is_nobodys_fault() -> None:
    form = Keyed({"key": "spoiled"})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["key"], uuid.UUID)


def test_a_page_that_comes_back_carries_the_key_that_was_sent() -> None:
    key = str(uuid.uuid4())
    assert one(draw_form(Keyed({"key": key})), "[name=key]").get("value") == key
    assert one(draw_form(Keyed({"key": ""})), "[name=key]").get("value")
