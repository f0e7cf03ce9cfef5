"""How much memory a tree of processes takes: shared pages are counted once, in shares (PSS)."""

from __future__ import annotations

import re
from pathlib import Path

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def tree_of(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _read(folder / "stat")):
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def megabytes(pids: list[int]) -> dict[str, float]:
    """Return the memory of processes in MB (10⁶ bytes), summed by what they are."""
    sums: dict[str, float] = {}
    for pid in pids:
        if match := _PSS.search(_read(Path(f"/proc/{pid}/smaps_rollup"))):
            name = _name(_read(Path(f"/proc/{pid}/cmdline")))
            sums[name] = sums.get(name, 0.0) + int(match[1]) * 1024 / 1e6
    return sums


def _name(command: str) -> str:
    for word in ("postgres", "valkey", "gunicorn", "worker", "beat", "up"):
        if word in command:
            return {"gunicorn": "web", "up": "supervisor"}.get(word, word)
    return "other"


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""
