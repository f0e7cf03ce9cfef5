"""The error summary: every error of the page's forms, each with a link to the input that needs mending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet

from concordat.web.parts import first_input_id, wrong_boxes


@dataclass(frozen=True)
class Problem:
    """One line of the summary; ``target`` is the id of an input, or empty when none can be named."""

    text: str
    target: str


Formish = BaseForm | BaseFormSet  # type: ignore[type-arg]


def sent_forms(values: Iterable[object]) -> list[Formish]:
    """Return the forms and formsets among ``values`` (or in lists among them) that were sent and are wrong."""
    found: list[Formish] = []
    for value in values:
        candidates = value if isinstance(value, list | tuple) else [value]
        for item in candidates:
            if isinstance(item, Formish) and item.is_bound and has_errors(item) and item not in found:
                found.append(item)
    return _without_formset_members(found)


def has_errors(form: Formish) -> bool:
    """Say whether a form, or any part of a formset, has an error."""
    if isinstance(form, BaseFormSet):
        return bool(form.total_error_count())
    return bool(form.errors)


def problems_of(forms: Iterable[Formish]) -> list[Problem]:
    """Return the lines of the summary in the order of the page."""
    return [problem for form in forms for problem in _problems(form)]


def sent_forms_in(context: Mapping[str, object]) -> list[Formish]:
    """Return the wrong forms of a template context."""
    return sent_forms(context.values())


def _problems(form: Formish) -> Iterator[Problem]:
    if isinstance(form, BaseFormSet):
        yield from (Problem(str(text), "") for text in form.non_form_errors())
        for member in form.forms:
            yield from _problems(member)
        return
    yield from (Problem(str(text), "") for text in form.non_field_errors())
    for bound in form:
        target = "" if bound.is_hidden else first_input_id(bound, wrong_boxes(bound))
        yield from (Problem(str(text), target) for text in bound.errors)


def _without_formset_members(forms: list[Formish]) -> list[Formish]:
    members = {id(member) for form in forms if isinstance(form, BaseFormSet) for member in form.forms}
    return [form for form in forms if id(form) not in members]
