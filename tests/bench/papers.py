"""Plans that come in as files: how long the large ones take, and what the hostile ones cost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.report import Result
from tests.bench.service import BASE, Service
from tests.concordat.documents.hostile import HOSTILE


def large_plans(service: Service) -> Iterator[Result]:
    """Divide reading and bringing in a plan of 6,000 rows by the barest way to do as much."""
    told = service.ask_inside(1, "imports")
    for name, floor in (("word", "a walk over its XML"), ("excel", "openpyxl")):
        yield _ratio(f"reading 6,000 rows of {name} ÷ {floor}", told[name], told[f"{name}_bare"])
        yield Result(f"dry run of 6,000 rows of {name}", told[name], "s", 5)
    yield _ratio("bringing in 6,000 rows ÷ bare inserts", told["apply"], told["rows_bare"])
    yield Result("bringing in 6,000 rows", told["apply"], "s", 10)
    yield Result("dry run of a workbook of 6,000 rows sent back, each changed", told["back_read"], "s", 5)
    yield Result("bringing in a workbook of 6,000 rows sent back", told["back_merge"], "s", 10)
    yield Result("statements to bring in 6,000 rows", told["statements"], "", told["statements_tenth"], "as for 600")


def hostile_files() -> Iterator[Result]:
    """Read every hostile file in one process: the slowest of them, and the most memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, build in HOSTILE.items():
            (folder / file).write_bytes(build())
        command = [sys.executable, "-m", "tests.concordat.documents.hostile", name]
        done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    slowest = max(answers, key=lambda one: one["seconds"])
    largest = max(answers, key=lambda one: one["mb"])
    yield Result("slowest of the hostile files", slowest["seconds"], "s", 5, slowest["name"])
    yield Result("memory for all hostile files", largest["mb"], "MB", 200, largest["name"])


def _ratio(name: str, ours: float, floor: float) -> Result:
    return Result(name, ours / floor, "×", None, f"{ours:.2f} s and {floor:.2f} s", {"ours_s": ours, "floor_s": floor})
