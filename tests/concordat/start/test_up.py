"""``manage.py up`` brings a working service to a machine that has nothing."""

import stat
import time
from pathlib import Path

import psutil

from tests.concordat.start.running import Running, free_port, processes_of

MOST_MEMORY = 400 * 1024 * 1024


def test_the_address_is_on_the_screen_at_the_end(service: Running) -> None:
    assert f"http://127.0.0.1:{service.port}/" in service.words


def test_each_step_is_a_line_on_the_screen(service: Running) -> None:
    steps = [line.partition(":")[0] for line in service.words.splitlines()]
    assert [step for step in steps if step in ("Database", "Jobs", "Tables", "Service")] == [
        "Database",
        "Jobs",
        "Tables",
        "Service",
    ]


def test_an_empty_start_promises_no_demo_people(service: Running) -> None:
    assert "demo.example" not in service.words


def test_every_part_reports_itself_well(service: Running) -> None:
    deadline = time.monotonic() + 40
    status, answer = service.ask("/health/ready")
    while status != 200 and time.monotonic() < deadline:
        time.sleep(0.5)
        status, answer = service.ask("/health/ready")
    assert status == 200, answer
    assert {"database", "migrations", "broker", "worker", "beat"} <= set(answer["parts"])


def test_only_the_web_server_listens_on_the_network(service: Running) -> None:
    listening = [
        line.laddr for pid in processes_of(service.home) for line in psutil.Process(pid).net_connections("inet")
        if line.status == psutil.CONN_LISTEN
    ]  # fmt: skip
    assert {tuple(address) for address in listening} == {("127.0.0.1", service.port)}


def test_nobody_else_can_look_into_the_home(service: Running) -> None:
    closed = ["postgres", "valkey", "mail", "files", "logs", "secret-key", "run/postgres", "run/valkey"]
    modes = {name: stat.S_IMODE((service.home / name).stat().st_mode) & 0o077 for name in closed}
    assert modes == dict.fromkeys(closed, 0)
    assert stat.S_IMODE(service.home.stat().st_mode) & 0o066 == 0


def test_a_second_start_from_the_same_home_is_told_where_the_first_is(service: Running) -> None:
    second = Running(service.home, port=free_port())
    assert second.until_ended() == 1
    assert f"already runs from {service.home} at http://127.0.0.1:{service.port}/" in second.words
    assert service.ask("/health/live")[0] == 200


def test_a_busy_port_is_named_with_what_to_do(service: Running, tmp_path: Path) -> None:
    other = Running(tmp_path / "home", port=service.port)
    assert other.until_ended() == 1
    assert f"Port {service.port} is in use by another program. Stop that program, or choose another port" in other.words
    assert not processes_of(tmp_path / "home")


def test_all_processes_together_idle_below_the_goal(service: Running) -> None:
    used = sum(psutil.Process(pid).memory_full_info().pss for pid in processes_of(service.home))
    assert 50 * 1024 * 1024 < used <= MOST_MEMORY
