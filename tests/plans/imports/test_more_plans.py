"""Plans the reader was not made for are read as a careful person reads them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from plans.imports.rules.files import read_file
from plans.imports.rules.told import Told
from tests.samples.more import PLANS, Made

each_plan = pytest.mark.parametrize("made", PLANS.values(), ids=list(PLANS))


@cache
def _read(name: str) -> dict[str, Any]:
    made = PLANS[name]
    return read_file(name, made.build(), plan_year=made.year, legend=made.legend, told=Told(names=tuple(made.names)))


@each_plan
def test_the_actions_are_those_a_person_reads(made: Made) -> None:
    found = _read(made.name)["actions"]
    keys = [[*action, *(() if "action" in action else ("action",))] for action in made.actions]
    looked_at = [{key: action[key] for key in names} for action, names in zip(found, keys, strict=False)]
    wanted = [{**seen, **action} for seen, action in zip(looked_at, made.actions, strict=False)]
    assert looked_at == wanted
    assert len(found) == len(made.actions), [action["action"] for action in found]


@each_plan
def test_what_is_no_action_is_left_out_for_the_reason_a_person_gives(made: Made) -> None:
    whys = {left["text"]: left["why"] for left in _read(made.name)["left_out"]}
    for text, word in made.left.items():
        assert word in whys.get(text, ""), whys


@each_plan
def test_what_a_person_would_doubt_is_warned_about(made: Made) -> None:
    read = _read(made.name)
    warnings = [*read["warnings"], *(one for action in read["actions"] for one in action["warnings"])]
    for start in made.warned:
        assert any(warning.startswith(start) for warning in warnings), warnings
