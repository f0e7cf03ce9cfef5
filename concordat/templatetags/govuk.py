"""Tags that draw forms: one field, and the summary of what is wrong."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms.boundfield import BoundField

from concordat.web.parts import Part, part_of
from concordat.web.summary import Formish, problems_of, sent_forms, sent_forms_in

register = template.Library()


@register.simple_tag
def govuk_part(field: BoundField) -> Part:
    """Return everything a template needs to draw ``field``: ``{% govuk_part field as part %}``."""
    return part_of(field)


@register.inclusion_tag("govuk/field.html")
def govuk_field(field: BoundField) -> dict[str, Any]:
    """Draw one field by hand: ``{% govuk_field form.title %}``."""
    return {"field": field}


@register.inclusion_tag("govuk/_summary.html", takes_context=True)
def error_summary(context: template.Context, *forms: Formish) -> dict[str, Any]:
    """List what is wrong with ``forms``, or with every sent form of the page. Goes above the h1."""
    wrong = sent_forms(forms) if forms else sent_forms_in(_flat(context))
    for form in wrong:
        form.summary_shown = True  # type: ignore[union-attr]
    return {"problems": problems_of(wrong)}


@register.inclusion_tag("govuk/_summary.html")
def error_summary_if_not_shown(form: Formish) -> dict[str, Any]:
    """List what is wrong with ``form`` unless the page has done so above its h1."""
    if getattr(form, "summary_shown", False):
        return {"problems": []}
    return {"problems": problems_of(sent_forms([form]))}


@register.simple_tag(takes_context=True)
def title_prefix(context: template.Context) -> str:
    """Return "Error: " for the title of a page that shows a form with errors."""
    return "Error: " if sent_forms_in(_flat(context)) else ""


def _flat(context: template.Context) -> dict[str, object]:
    return {str(key): value for layer in context.dicts for key, value in layer.items()}
