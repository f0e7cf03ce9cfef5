"""Hostile and broken files are refused with a sentence that helps, or read harmlessly, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.concordat.documents.hostile import HOSTILE

#: Read as what they are: nothing of the attack is followed.
HARMLESS = {
    "a million empty rows": 0,
    "formulas and markup": 4,
    "merged to the edge": 0,
    "nested bomb": 1,
    "sixteen thousand columns": 0,
}
MOST_MEGABYTES = 200


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Read all of them, one after the other, in a process of their own."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    for name, build in HOSTILE.items():
        (folder / name).write_bytes(build())
    command = [sys.executable, "-m", "tests.concordat.documents.hostile", str(folder)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {answer["name"]: answer for answer in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_what_to_do_or_read_harmlessly(answers: dict[str, dict[str, Any]], name: str) -> None:
    answer = answers[name]
    if name in HARMLESS:
        assert (answer["said"], answer["actions"]) == ("", HARMLESS[name])
    else:
        assert len(answer["said"].split(". ")) == 2, answer["said"]


def test_all_of_them_take_less_memory_than_a_worker_has(answers: dict[str, dict[str, Any]]) -> None:
    worst = max(answers.values(), key=lambda answer: answer["mb"])
    assert worst["mb"] < MOST_MEGABYTES, worst
