"""Pictures of figures in templates: ``{% load charts %}``. Each draws its table twin too."""

from __future__ import annotations

from typing import Any

from django import template

from concordat.charts import draw
from concordat.charts.bars import Bar
from concordat.charts.columns import Columns
from concordat.charts.hexmap import HexMap
from concordat.charts.lines import Trend

register = template.Library()
register.filter("drawn_hexes", draw.drawn_hexes)
register.filter("drawn_hex_rows", draw.drawn_hex_rows)
register.filter("drawn_bar", draw.drawn_bar)


@register.inclusion_tag("components/_hexmap.html")
def hexmap(data: HexMap, table: bool = True) -> dict[str, Any]:
    """``{% hexmap map %}``: picture, legend and table twin; ``table=False`` where the page has its own."""
    return {"map": data, "table": table}


@register.inclusion_tag("components/_bar.html")
def bar(data: Bar) -> dict[str, Any]:
    """``{% bar bar %}``: a stacked bar, its legend and its table twin."""
    return {"bar": data}


@register.inclusion_tag("components/_small_bar.html")
def small_bar(data: Bar) -> dict[str, Any]:
    """``{% small_bar bar %}``: the bar alone, for a row of a table that also gives the numbers."""
    return {"bar": data}


@register.inclusion_tag("components/_trend.html")
def trend(data: Trend) -> dict[str, Any]:
    """``{% trend trend %}``: lines over time and their table twin."""
    return {"trend": data}


@register.inclusion_tag("components/_columns.html")
def columns(data: Columns) -> dict[str, Any]:
    """``{% columns columns %}``: columns side by side and their table twin."""
    return {"columns": data}
