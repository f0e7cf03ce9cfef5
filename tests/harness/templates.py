"""A name in one of our templates that means nothing is a failure, not an empty place on the page.

* ``{{ name }}``, ``{% with %}``, arguments of tags: the name must be there, unless ``|default`` says
  what stands in its place.
* ``{% for one in many %}``: ``many`` must be there.
* ``{% if name %}`` may ask for a word a page did not give; ``{% if thing.part %}`` may not ask a thing
  of ours for a part it cannot have: that is a slip of the pen that would hide a piece of the page.

Templates of other packages are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.forms import BaseForm, BoundField
from django.template import Context, Variable, VariableDoesNotExist
from django.template.base import FilterExpression, Parser
from django.template.defaultfilters import default, default_if_none
from django.template.defaulttags import ForNode

OURS = Path(__file__).resolve().parents[2] / "templates"
#: Things whose parts are known only while the service runs: a missing one is an answer, not a slip.
OPEN = (str, bytes, Mapping, list, tuple, BaseForm, BoundField, Context, type(None))

_for_init = ForNode.__init__


class UndefinedName(BaseException):
    """A template of ours names something that is not there.

    Not an ``Exception``: ``{% if not … %}`` swallows those.
    """


class Watched:
    """A variable of one of our templates; stands in for Django's own."""

    def __init__(self, variable: Variable, where: str) -> None:
        """Take the variable and the template it is in."""
        self.variable, self.where = variable, where

    def resolve(self, context: Context) -> Any:
        """Return its value; refuse a name that is not there."""
        try:
            return self.variable.resolve(context)
        except VariableDoesNotExist as missing:
            raise self.refusal() from missing

    def refusal(self) -> UndefinedName:
        """Return the failure to raise."""
        return UndefinedName(f"“{self.variable.var}” means nothing in {self.where}")


class WatchedIf(Watched):
    """The same where a missing word is allowed (``{% if %}``), but not a missing part of a thing."""

    def resolve(self, context: Context) -> Any:
        """Return its value; refuse a part that a thing cannot have."""
        try:
            return self.variable.resolve(context)
        except VariableDoesNotExist as missing:
            _, thing = missing.params
            if not isinstance(thing, OPEN):
                raise self.refusal() from missing
            raise


class WatchedExpression(FilterExpression):
    """An expression of a template that knows whether it is ours."""

    def __init__(self, token: str, parser: Parser) -> None:
        """Read the expression; prepare the strict twins when the template is ours."""
        super().__init__(token, parser)
        self.strict: FilterExpression | None = None
        self.strict_if: FilterExpression | None = None
        where = Path(getattr(getattr(parser, "origin", None), "name", "") or "")
        if not self.is_var or not where.is_relative_to(OURS):
            return
        short = str(where.relative_to(OURS.parent))
        self.strict_if = _with(token, parser, WatchedIf(self.var, short))
        if not any(function in (default, default_if_none) for function, _ in self.filters):
            self.strict = _with(token, parser, Watched(self.var, short))

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """Return the value; raise ``UndefinedName`` where the name means nothing."""
        twin = self.strict_if if ignore_failures else self.strict
        return twin.resolve(context, ignore_failures) if twin else super().resolve(context, ignore_failures)


def _with(token: str, parser: Parser, variable: Watched) -> FilterExpression:
    twin = FilterExpression(token, parser)
    twin.var = variable  # type: ignore[assignment]
    return twin


def _compile(self: Parser, token: str) -> FilterExpression:
    return WatchedExpression(token, self)


def _needs_its_list(self: ForNode, *rest: Any, **more: Any) -> None:
    _for_init(self, *rest, **more)
    if isinstance(self.sequence, WatchedExpression):
        self.sequence.strict_if = self.sequence.strict


def guard(patch: pytest.MonkeyPatch) -> None:
    """Watch every template that is read from now on."""
    patch.setattr(Parser, "compile_filter", _compile)
    patch.setattr(ForNode, "__init__", _needs_its_list)
