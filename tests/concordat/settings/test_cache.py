"""The cache may go away; pages do not go with it."""

import logging

import pytest

from concordat.cache import ForgivingRedisCache


def test_a_cache_that_answers_keeps_what_it_is_given(private_valkey: str) -> None:
    cache = ForgivingRedisCache(private_valkey, {})
    cache.set("seen", 7)
    assert (cache.get("seen"), cache.has_key("seen"), cache.incr("seen")) == (7, True, 8)


def test_a_cache_that_is_away_forgets_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    cache = ForgivingRedisCache("unix:///nowhere/valkey.sock", {})
    with caplog.at_level(logging.WARNING):
        cache.set("seen", 7)
        assert cache.get("seen", "nothing") == "nothing"
    assert cache.add("seen", 1) is True
    assert (cache.delete("seen"), cache.touch("seen"), cache.has_key("seen"), cache.get_many(["seen"])) == (
        False,
        False,
        False,
        {},
    )
    assert "going on without it" in caplog.text
