"""What stops a start is said in one sentence that tells what to do; nothing is left running."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.concordat.start.running import Running, free_port, processes_of


@pytest.fixture(scope="module")
def web_server() -> Iterator[int]:
    """Something that listens and is neither PostgreSQL nor Redis."""
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def stranger(private_postgres: str) -> str:
    """A PostgreSQL that asks a stranger for a password; yields the folder of its socket."""
    folder = Path(private_postgres.partition("host=")[2])
    connection = psycopg2.connect(private_postgres)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE stranger LOGIN PASSWORD 'right'")
        cursor.execute("CREATE ROLE guest LOGIN")
        cursor.execute("SHOW hba_file")
        rules = Path(cursor.fetchone()[0])
        rules.write_text("local all stranger scram-sha-256\n" + rules.read_text())
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()
    return str(folder)


def refused(home: Path, **variables: str) -> str:
    """Start, expect a refusal, and return its words (``manage.py up`` becomes this very command)."""
    running = Running(home, command="-m concordat.embedded.up", **variables)
    assert running.until_ended() == 1, running.words
    assert "Traceback" not in running.words
    assert processes_of(home) == {}
    return running.words


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://root@localhost/concordat", "DATABASE_URL must begin with postgresql://"),
        ("postgresql://me:secret@127.0.0.1:5432", "DATABASE_URL must name one database"),
        ("postgresql://me@nowhere.invalid/concordat", "is a host name nobody knows. Correct it in DATABASE_URL."),
        ("postgresql://me@/concordat?host=/nowhere", "Nothing answers at /nowhere. Start PostgreSQL there"),
    ],
)
def test_a_wrong_database_url_is_named_with_what_to_do(tmp_path: Path, url: str, sentence: str) -> None:
    assert sentence in refused(tmp_path / "home", DATABASE_URL=url)


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    port = free_port()
    said = refused(tmp_path / "home", DATABASE_URL=f"postgresql://me:secret@127.0.0.1:{port}/concordat")
    assert f"Nothing answers at 127.0.0.1:{port}. Start PostgreSQL there, or correct DATABASE_URL." in said
    assert "secret" not in said


def test_a_database_that_is_not_postgresql_is_named(tmp_path: Path, web_server: int) -> None:
    said = refused(tmp_path / "home", DATABASE_URL=f"postgresql://me@127.0.0.1:{web_server}/concordat")
    assert f"What answers at 127.0.0.1:{web_server} is not PostgreSQL." in said


def test_a_wrong_password_is_named_and_not_repeated(tmp_path: Path, stranger: str) -> None:
    said = refused(tmp_path / "home", DATABASE_URL=f"postgresql://stranger:wr0ng@/postgres?host={stranger}")
    assert "does not let “stranger” in with this password" in said
    assert "wr0ng" not in said


def test_a_missing_database_is_named(tmp_path: Path, stranger: str) -> None:
    said = refused(tmp_path / "home", DATABASE_URL=f"postgresql://guest@/absent?host={stranger}")
    assert "has no database “absent”. Create it (createdb absent)" in said


def test_a_user_who_may_not_make_tables_is_told(tmp_path: Path, stranger: str) -> None:
    said = refused(tmp_path / "home", DATABASE_URL=f"postgresql://guest@/postgres?host={stranger}")
    assert "The user “guest” may not create tables" in said
    assert 'ALTER DATABASE "postgres" OWNER TO "guest";' in said


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("redis://127.0.0.1:PORT/0", "Nothing answers at 127.0.0.1:PORT/0. Start Redis or Valkey there"),
        ("redis://127.0.0.1:PORT/jobs", "REDIS_URL must name a host and a numbered database"),
        ("http://127.0.0.1:PORT/", "REDIS_URL must begin with redis://"),
    ],
)
def test_a_wrong_redis_url_is_named_with_what_to_do(tmp_path: Path, url: str, sentence: str) -> None:
    port = str(free_port())
    assert sentence.replace("PORT", port) in refused(tmp_path / "home", REDIS_URL=url.replace("PORT", port))


def test_a_redis_that_is_not_redis_is_named(tmp_path: Path, web_server: int) -> None:
    assert "is not Redis or Valkey. Correct REDIS_URL." in refused(
        tmp_path / "home", REDIS_URL=f"redis://127.0.0.1:{web_server}/0"
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT must be a whole number from 1 to 65535"),
        ("EMAIL_URL", "mailto:me", "EMAIL_URL must be one of smtp://"),
        ("CONCORDAT_DEMO", "perhaps", "CONCORDAT_DEMO must be 1 or 0"),
        ("SITE_URL", "concordat", "SITE_URL must be the address people use"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    assert sentence in refused(tmp_path / "home", **{name: value})


def test_a_half_made_database_folder_is_named_and_left_alone(tmp_path: Path) -> None:
    half = tmp_path / "home" / "postgres" / "base"
    half.mkdir(parents=True)
    (half / "1").write_text("rows")
    said = refused(tmp_path / "home")
    assert f"The database folder {tmp_path / 'home' / 'postgres'} is not complete" in said
    assert "move it away (mv " in said
    assert (half / "1").read_text() == "rows"


def test_the_command_itself_passes_the_refusal_on(tmp_path: Path) -> None:
    running = Running(tmp_path / "home", DATABASE_URL="postgresql://me@/concordat?host=/nowhere")
    assert running.until_ended() == 1
    assert "Nothing answers at /nowhere." in running.words


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    assert "is a file where a folder is needed. Move it away" in refused(tmp_path / "home")
