"""``python -m tests.bench [--json] [--quick]``: start everything, measure, say which goals are met."""

from __future__ import annotations

import argparse
import sys

from tests.bench import cases, papers
from tests.bench.cases import Country
from tests.bench.figures import counting
from tests.bench.letters import planning, sending
from tests.bench.report import Result, table
from tests.bench.service import Service


def main() -> int:
    """Measure and report; the code is 0 also where a goal is missed: a number is no failure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each result")
    parser.add_argument("--quick", action="store_true", help="leave out the country of ten times the size")
    chosen = parser.parse_args()
    results = run(quick=chosen.quick)
    print("\n".join(one.as_json() for one in results) if chosen.json else table(results))
    return 0


def run(*, quick: bool) -> list[Result]:
    """Start the service and measure everything."""
    results: list[Result] = []

    def keep(result: Result) -> None:
        results.append(result)
        _say(f"  {result.name}: {result.value:.4g} {result.unit} {result.verdict}")

    _say("Starting the service as make run does …")
    with Service() as service:
        keep(cases.idle_memory(service, "after the start"))
        counts = {1: service.ask_inside(1, "queries")}
        first = _country(service, 1)
        keep(cases.national_page(first))
        keep(cases.region_page(first))
        keep(cases.save_statements(service))
        for result in cases.save_time(first, service.start_house()):
            keep(result)
        keep(cases.actions_csv(service, first))
        *how_long, statements = planning(service, 1)
        for result in (*counting(service, 1), *how_long, statements, *sending(service)):
            keep(result)
        for result in (*papers.large_plans(service), *papers.hostile_files()):
            keep(result)
        keep(cases.idle_memory(service, "after the load"))
        if not quick:
            _say("Seeding a country of ten times the size …")
            keep(Result("seeding the country, ×10", service.add_country(10), "s"))
            counts[10] = service.ask_inside(10, "queries")
            tenth = _country(service, 10)
            keep(cases.national_page(tenth, rounds=40))
            keep(cases.region_page(tenth, rounds=40))
            keep(cases.actions_csv(service, tenth, rounds=5))
            for result in counting(service, 10):
                keep(result)
            _say("Seeding a country of twenty times the size …")
            service.add_country(20)
            for result in planning(service, 20, statements=round(statements.value)):
                keep(result)
        for result in cases.page_queries(counts):
            keep(result)
    return results


def _country(service: Service, size: int) -> Country:
    known = service.ask_inside(size, "people")
    web = service.port if size == 1 else service.start_web(size)
    return Country(size, web, service.start_bare(size), known["sessions"], known["action"])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
