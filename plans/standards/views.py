"""Pages about the standards; anybody may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.standards.queries import neighbours, published_frameworks, published_standard


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Show every framework with its sections and standards."""
    return render(request, "plans/standards/standards.html", {"frameworks": published_frameworks()})


@require_safe
def standard(request: HttpRequest, framework: str, code: str) -> HttpResponse:
    """Show one standard."""
    shown = published_standard(framework, code)
    before, after = neighbours(shown)
    context = {"standard": shown, "section": shown.section, "before": before, "after": after}
    return render(request, "plans/standards/standard.html", context)
