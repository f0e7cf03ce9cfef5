"""Draws forms and pieces of templates, and reads the HTML back."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.template import engines
from lxml import html

PART = re.compile(r"([a-z0-9]+)|#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:(~?=)([\w./-]+))?\]")


def draw(template: str, request: HttpRequest | None = None, **context: Any) -> html.HtmlElement:
    """Render ``template`` and return it as a tree inside one element."""
    text = engines["django"].from_string(template).render(context, request)
    return html.document_fromstring(text) if "<html" in text else html.fromstring(f"<div>{text}</div>")


def draw_form(form: Any) -> html.HtmlElement:
    """Draw a form as every page does."""
    return draw("{% load crispy_forms_tags %}{% crispy form %}", form=form)


def find(tree: html.HtmlElement, css: str) -> list[html.HtmlElement]:
    """Return the elements that a simple selector finds: tag, #id, .class, [name=value], blanks and commas."""
    paths = [".//" + "//".join(_step(word) for word in one.split()) for one in css.split(",")]
    return tree.xpath(" | ".join(paths))


def _step(word: str) -> str:
    tag, conditions = "*", []
    for name, id_, css_class, key, sign, value in PART.findall(word):
        if name:
            tag = name
        elif id_:
            conditions.append(f"@id='{id_}'")
        elif css_class or sign == "~=":
            conditions.append(f"contains(concat(' ', @{key or 'class'}, ' '), ' {css_class or value} ')")
        else:
            conditions.append(f"@{key}='{value}'" if sign else f"@{key}")
    return tag + "".join(f"[{condition}]" for condition in conditions)


def words(tree: html.HtmlElement, css: str) -> list[str]:
    """Return the text of each element that a selector finds, blanks made single."""
    return [" ".join(found.text_content().split()) for found in find(tree, css)]


def one(tree: html.HtmlElement, css: str) -> html.HtmlElement:
    """Return the only element that a selector finds."""
    (found,) = find(tree, css)
    return found
