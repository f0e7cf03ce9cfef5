"""The environment is read typed, and each mistake has a sentence."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.env import BadSetting, Environment, Problems, read_database_url, read_email_url, read_redis_url


def test_a_database_url_is_read_into_djangos_settings() -> None:
    database = read_database_url("postgresql://me:p%40ss%2Fword@db.example:5433/concordat?sslmode=require")
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("me", "p@ss/word", "db.example")
    assert (database["PORT"], database["NAME"], database["OPTIONS"]["sslmode"]) == ("5433", "concordat", "require")


@pytest.mark.parametrize("url", ["postgresql://me@/name?host=/var/run/pg", "postgres://me@%2Fvar%2Frun%2Fpg/name"])
def test_a_database_url_may_name_the_folder_of_a_socket(url: str) -> None:
    assert read_database_url(url)["HOST"] == "/var/run/pg"
    assert read_database_url(url)["PORT"] == ""


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "DATABASE_URL is not set. Write it as postgresql://"),
        ("sqlite:///db.sqlite3", "must begin with postgresql://"),
        ("postgresql://host/", "must name one database"),
        ("postgresql://host/a/b", "must name one database"),
        ("postgresql://me:pa:ss/word@host/name", "percent-encoded"),
        ("postgresql://host:99999/name", "a port that is not a number from 1 to 65535"),
        ("postgresql://[host/name", "DATABASE_URL cannot be read"),
        ("postgresql://ho st/name", "DATABASE_URL has a blank in it"),
        ("postgresql://host/name?colour=red", "an option that Concordat does not know: colour"),
    ],
)
def test_a_wrong_database_url_is_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(BadSetting, match=sentence):
        read_database_url(url)


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fall_over(text: str) -> None:
    for read in (read_database_url, read_redis_url, read_email_url):
        for begin in ("", "postgresql://", "redis://", "unix://", "smtp://", "file://"):
            with contextlib.suppress(BadSetting):
                read(begin + text)


@pytest.mark.parametrize(
    ("url", "broker"),
    [
        ("redis://:pass@host:6379/1", "redis://:pass@host:6379/1"),
        ("rediss://host/0", "rediss://host/0"),
        ("unix:///run/valkey.sock?db=2", "redis+socket:///run/valkey.sock?virtual_host=2"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
    ],
)
def test_a_redis_url_is_told_to_celery_in_its_own_form(url: str, broker: str) -> None:
    assert read_redis_url(url).broker_url == broker


def test_a_redis_place_does_not_show_its_password() -> None:
    assert "secret" not in repr(read_redis_url("redis://:secret@host/0"))


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://u:p@mail.example:587", 587, False, True),
        ("smtp://mail.example:587?tls=0", 587, False, False),
        ("smtp://mail.example:1025?tls=1", 1025, False, True),
        ("smtps://mail.example", 465, True, False),
    ],
)
def test_an_email_url_says_how_letters_leave(url: str, port: int, ssl: bool, tls: bool) -> None:
    mail = read_email_url(url)
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_letters_may_go_to_a_folder() -> None:
    assert read_email_url("file:///var/mail%20box")["EMAIL_FILE_PATH"] == "/var/mail box"
    with pytest.raises(BadSetting, match="needs a folder’s full path"):
        read_email_url("file://mail")


def test_an_empty_variable_counts_as_not_given() -> None:
    assert Environment({"PORT": " "}).port() == 8000


@pytest.mark.parametrize("port", ["0", "65536", "80a", "-1", "²"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(BadSetting, match="PORT must be a whole number from 1 to 65535"):
        Environment({"PORT": port}).port()


@pytest.mark.parametrize(
    "secret", ["", "short", "a" * 80, "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2]
)
def test_a_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY is (not set|too weak)"):
        Environment({"SECRET_KEY": secret}).strong_secret()


def test_all_mistakes_are_said_at_once() -> None:
    env, problems = Environment({"PORT": "x", "LOG_LEVEL": "loud"}), Problems()
    assert problems.catch(env.port, 1) == 1
    problems.catch(env.level, "")
    assert [line[:8] for line in problems.sentence().splitlines()[1:]] == ["- PORT m", "- LOG_LE"]
