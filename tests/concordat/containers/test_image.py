"""The Dockerfile builds small, runs as nobody in particular, and copies only what exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LINES = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()


def lines(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.startswith(word + " ")]


def test_it_is_built_in_stages() -> None:
    assert [line.rpartition(" AS ")[2] for line in lines("FROM")] == ["assets", "packages", "run"]


def test_the_last_stage_does_not_run_as_root() -> None:
    last = LINES[max(index for index, line in enumerate(LINES) if line.startswith("FROM ")) :]
    users = [line for line in last if line.startswith("USER ")]
    assert users == ["USER 10001:10001"]
    assert last.index(users[0]) < next(index for index, line in enumerate(last) if line.startswith("CMD "))


def test_everything_it_copies_is_in_the_repository() -> None:
    sources = [name for line in lines("COPY") if "--from" not in line for name in line.split()[:-1]]
    assert sources
    assert [name for name in sources if not (ROOT / name).exists()] == []


def test_everything_it_copies_may_pass_the_dockerignore() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    sources = {name for line in lines("COPY") if "--from" not in line for name in line.split()[:-1]}
    assert sources == let_in


def test_packages_are_held_to_their_hashes() -> None:
    assert any("pip install --require-hashes" in line for line in lines("RUN"))
    assert any(line.startswith("npm ci") for line in lines("RUN"))


def test_no_secret_is_baked_in() -> None:
    assert not re.search(r"SECRET_KEY|PASSWORD|_URL", "\n".join(LINES))
