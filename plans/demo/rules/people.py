"""Invented people: names, posts and addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

#: No such address can exist: "example" is kept out of use for ever.
DOMAIN = "demo.example"


def invented_name(people: Mapping[str, Any], rng: Random) -> str:
    """Return the name of somebody who does not exist."""
    return f"{rng.choice(people['first_names'])} {rng.choice(people['last_names'])}"


def invented_post(people: Mapping[str, Any], key: str, rng: Random) -> str:
    """Return the post of an officer, or of somebody in a kind of organisation."""
    return str(rng.choice(people["posts"].get(key, ["Manager"])))


def address(local: str) -> str:
    """Return an e-mail address of the demo."""
    return f"{local[:200]}@{DOMAIN}"
