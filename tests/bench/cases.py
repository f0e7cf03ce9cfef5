"""What is measured, each as a ratio of one run or a count, with its goal."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from tests.bench.client import Visitor
from tests.bench.inside import update_fields
from tests.bench.memory import megabytes, tree_of
from tests.bench.report import Result
from tests.bench.service import Service
from tests.bench.timing import Times, in_turns

#: Statements a dashboard may take, whatever the size.
MOST_QUERIES = {"national": 12, "region": 12}
_ROUNDS, _WARM = 120, 25


@dataclass(frozen=True)
class Country:
    """A country of one size, with its servers and who is signed in."""

    size: int
    web: int
    bare: int
    sessions: dict[str, str]
    action: int


def idle_memory(service: Service, when: str) -> Result:
    """Sum the memory of everything that ``up`` started, fifteen seconds after the last work."""
    time.sleep(15)
    parts = megabytes(tree_of(service.pid))
    detail = ", ".join(f"{name} {size:.0f}" for name, size in sorted(parts.items(), key=lambda one: -one[1]))
    goal = 400 if when == "after the start" else None
    return Result(f"idle memory {when}", sum(parts.values()), "MB", goal, detail, parts)


def national_page(country: Country, rounds: int = _ROUNDS) -> Result:
    """Divide the national page by the bare page with the same table."""
    ours, bare = Visitor(country.web, country.sessions["analyst"]), Visitor(country.bare)
    times = in_turns({"ours": _getter(ours, "/national/"), "bare": _getter(bare, "/table/")}, rounds=rounds, warm=_WARM)
    goal = 2.5 if country.size == 1 else None
    return _ratio(f"national page ÷ bare page, ×{country.size}", times, "ours", "bare", goal)


def region_page(country: Country, rounds: int = _ROUNDS) -> Result:
    """Time the page of one region."""
    ours = Visitor(country.web, country.sessions["regional"])
    times = in_turns({"ours": _getter(ours, "/regions/north-east/")}, rounds=rounds, warm=_WARM)["ours"]
    return Result(f"region page, ×{country.size}", times.median, "ms", None, _words("it", times), _data("ours", times))


def save_time(country: Country, house: int, rounds: int = 60) -> list[Result]:
    """Divide saving an update by an empty POST: in the service's own house, and of the bare Django.

    The first is what such a request costs before it saves anything: session, person, CSRF.
    """
    officer, plain, bare = (Visitor(port, country.sessions["officer"]) for port in (country.web, house, country.bare))
    path = f"/actions/{country.action}/updates/add/"
    sides = {"save": _saver(officer, path), "empty": _emptier(plain), "bare": _emptier(bare)}
    times = in_turns(sides, rounds=rounds, warm=10)
    of_house = {name: times[name] for name in ("save", "empty")}
    of_bare = {name: times[name] for name in ("save", "bare")}
    return [
        _ratio("save of an update ÷ empty POST", of_house, "save", "empty", 2.0),
        _ratio("save of an update ÷ bare Django’s empty POST", of_bare, "save", "bare", None),
    ]


def save_statements(service: Service) -> Result:
    """Count the statements of the whole request that saves an update."""
    counted = service.ask_inside(1, "save")
    detail = f"and {counted['frames']} that open or close a transaction; session and person included"
    return Result("statements to save an update", counted["statements"], "", 15, detail)


def page_queries(counts: dict[int, dict[str, int]]) -> Iterator[Result]:
    """Give the number of statements of each page at each size; growing with the size misses the goal."""
    first, *more = counts.values()
    for name, number in first.items():
        others = {size: counted[name] for size, counted in counts.items()}
        same = all(counted[name] <= number for counted in more)
        words = ", ".join(f"×{size}: {count}" for size, count in others.items())
        limit = MOST_QUERIES.get(name, number)
        detail = words if same else f"{words}; it grows with the country"
        data = {f"x{size}": float(count) for size, count in others.items()}
        worst = max(others.values())
        yield Result(f"statements, {name} page", worst, "", limit if same else number, detail, data)


def actions_csv(service: Service, country: Country, rounds: int = 15) -> Result:
    """Divide the CSV of all actions, downloaded, by ``COPY`` of the same rows."""
    analyst = Visitor(country.web, country.sessions["analyst"])
    sql = service.ask_inside(country.size, "copy_sql")
    with closing(service.connect(country.size)) as line:
        sides = {"csv": _getter(analyst, "/exports/actions.csv"), "copy": _copier(line, sql)}
        times = in_turns(sides, rounds=rounds, warm=2)
    return _ratio(f"national CSV ÷ COPY, ×{country.size}", times, "csv", "copy", None)


def _ratio(name: str, times: dict[str, Times], ours: str, theirs: str, goal: float | None) -> Result:
    detail = "; ".join(_words(side, one) for side, one in times.items())
    data = {key: value for side, one in times.items() for key, value in _data(side, one).items()}
    return Result(name, times[ours].median / times[theirs].median, "×", goal, detail, data)


def _words(side: str, times: Times) -> str:
    return f"{side}: median {times.median:.1f} ms, p95 {times.p95:.1f} ms"


def _data(side: str, times: Times) -> dict[str, float]:
    return {f"{side}_median_ms": times.median, f"{side}_p95_ms": times.p95}


def _getter(visitor: Visitor, path: str) -> Callable[[], float]:
    def run() -> float:
        answer = visitor.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.seconds

    return run


def _saver(visitor: Visitor, path: str) -> Callable[[], float]:
    """Return a run that opens the form unmeasured and measures sending it."""
    numbers = iter(range(10**9))

    def run() -> float:
        answer = visitor.post(path, visitor.form(path) | update_fields(next(numbers)))
        assert answer.status == 302, answer.body.decode()[:2000]
        return answer.seconds

    return run


def _emptier(visitor: Visitor) -> Callable[[], float]:
    def run() -> float:
        answer = visitor.post("/empty/", visitor.form("/empty/"))
        assert answer.status == 302, answer.body.decode()[:2000]
        return answer.seconds

    return run


def _copier(line: Any, sql: str) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        with line.cursor() as cursor:
            cursor.copy_expert(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv, HEADER)", io.BytesIO())
        return time.perf_counter() - began

    return run
