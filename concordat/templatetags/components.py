"""Pieces of pages: ``{% load components %}``. All of them are shown at /components/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict

from concordat.documents.paper import Paper
from concordat.web import components as c
from concordat.web import papers
from concordat.web.rows import drawn_rows

register = template.Library()


@register.inclusion_tag("components/_breadcrumbs.html")
def breadcrumbs(*words_and_urls: str) -> dict[str, Any]:
    """``{% breadcrumbs "Areas" areas_url area.name area_url %}``: the way up, without the page itself."""
    return {"crumbs": c.pairs(words_and_urls)}


@register.inclusion_tag("components/_back_link.html")
def back_link(url: str, words: str = "Back") -> dict[str, Any]:
    """``{% back_link plan_url "Back to the plan" %}``."""
    return {"url": url, "words": words}


@register.inclusion_tag("components/_flashes.html", takes_context=True)
def flashes(context: template.Context) -> dict[str, Any]:
    """Show what the last operation said (django.contrib.messages)."""
    return {"messages": list(context.get("messages") or [])}


@register.inclusion_tag("components/_banner.html")
def banner(words: str, title: str = "Important", kind: str = "") -> dict[str, Any]:
    """``{% banner "The plan is due for its refresh." %}``; kind "success" for something just done."""
    return {"words": words, "title": title, "kind": kind, "id": f"banner-{abs(hash(words)) % 10**8}"}


@register.inclusion_tag("components/_summary_list.html")
def summary_list(rows: Iterable[c.Row]) -> dict[str, Any]:
    """``{% summary_list rows %}`` with ``concordat.web.components.Row`` values."""
    listed = list(rows)
    return {"rows": listed, "acting": any(row.actions for row in listed)}


@register.inclusion_tag("components/_table.html", takes_context=True)
def table(context: template.Context, data: c.Table) -> dict[str, Any]:
    """``{% table table %}``: cards on a narrow screen; sortable heads follow ``?sort=``."""
    return {"table": data, "headings": c.headings(data.columns, _query(context)), "body": drawn_rows(data)}


@register.inclusion_tag("components/_pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], noun: str = "results") -> dict[str, Any]:
    """``{% pagination page "actions" %}``: keeps the rest of the address; nothing for a single page."""
    query = _query(context) or QueryDict()
    before = c.with_query(query, page=page.previous_page_number()) if page.has_previous() else ""
    after = c.with_query(query, page=page.next_page_number()) if page.has_next() else ""
    return {"page": page, "noun": noun, "before": before, "after": after, "leaves": c.leaves(page, query)}


@register.inclusion_tag("components/_empty.html")
def empty(words: str, todo: str = "", url: str = "") -> dict[str, Any]:
    """``{% empty "No actions yet." "Add the first action" add_url %}``."""
    return {"words": words, "todo": todo, "url": url}


@register.inclusion_tag("components/_figures.html")
def figures(items: Iterable[c.Figure]) -> dict[str, Any]:
    """``{% figures figures %}``: the few numbers that answer the page's question."""
    return {"figures": list(items)}


@register.inclusion_tag("components/_tabs.html", takes_context=True)
def tabs(context: template.Context, label: str, *words_and_urls: str) -> dict[str, Any]:
    """``{% tabs "Views of the plan" "Actions" url "Gaps" url %}``: links; the current page is marked."""
    request = context.get("request")
    return {"label": label, "tabs": c.pairs(words_and_urls), "here": request.path if request else ""}


@register.inclusion_tag("components/_filter_form.html", takes_context=True)
def filter_form(context: template.Context, form: BaseForm, label: str = "Filter") -> dict[str, Any]:
    """``{% filter_form form "Filter actions" %}``: a GET form in a row; what else the address says stays."""
    request = context.get("request")
    query = _query(context) or QueryDict()
    boxes = tuple(f"{name}_" for name in form.fields)
    own = {name for name in query if name in form.fields or name.startswith(boxes)}
    kept = [(name, value) for name, values in query.lists() if name not in {*own, "page"} for value in values]
    form.sent_along = kept  # type: ignore[attr-defined]
    there = c.with_query(query, page=None, **dict.fromkeys(own)) if kept else (request.path if request else "")
    return {"form": form, "label": label, "here": there, "narrowed": any(query.get(name) for name in own)}


@register.inclusion_tag("components/_file_link.html")
def file_link(url: str, name: str, kind: str = "", size: int | None = None) -> dict[str, Any]:
    """``{% file_link url "Declaration" "PDF" 48213 %}``: says what opens and how big it is."""
    return {"url": url, "name": name, "kind": kind, "size": size}


@register.inclusion_tag("components/_paper.html")
def paper(document: Paper) -> dict[str, Any]:
    """``{% paper paper %}``: what a document says, as a page; its title is the page's heading."""
    return {"blocks": list(papers.drawn(document.blocks))}


@register.inclusion_tag("components/_details.html")
def details(summary: str, words: Any) -> dict[str, Any]:
    """``{% details "How we read timescales" text %}``: more for those who want it."""
    return {"summary": summary, "words": words}


@register.inclusion_tag("components/_warning.html")
def warning(words: str) -> dict[str, Any]:
    """``{% warning "This cannot be undone." %}``."""
    return {"words": words}


@register.inclusion_tag("components/_aside.html")
def see_also(title: str, *words_and_urls: Sequence[str] | str) -> dict[str, Any]:
    """``{% see_also "Also" "The declaration" url %}``: links beside the content."""
    return {"title": title, "links": c.pairs([str(word) for word in words_and_urls])}


def _query(context: template.Context) -> QueryDict | None:
    request = context.get("request")
    return request.GET if request is not None else None
