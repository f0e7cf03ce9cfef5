"""What leads from a page to the open data: ``{% load opendata %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html

from areas.models import LocalArea

register = template.Library()
_SNIPPET = '<a href="{}"><img src="{}" width="480" alt="{}"></a>'


@register.inclusion_tag("plans/opendata/_snippet.html")
def embed_snippet(area: LocalArea) -> dict[str, Any]:
    """``{% embed_snippet area %}``: the picture of an area for one's own page, as a line to copy."""
    src = settings.SITE_URL + reverse("embed-area", args=[area.slug])
    alt = f"How far {area.name} has come with its crisis care promises. The numbers are on its page."
    return {"area": area, "src": src, "snippet": format_html(_SNIPPET, _page(area), src, alt)}


def _page(area: LocalArea) -> str:
    return str(settings.SITE_URL) + area.get_absolute_url()


@register.simple_tag
def map_snippet() -> str:
    """``{% map_snippet as line %}``: the same of the map of England."""
    src, alt = settings.SITE_URL + reverse("embed-map"), "England’s local areas by how far they have come."
    return str(format_html(_SNIPPET, f"{settings.SITE_URL}/", src, alt))
