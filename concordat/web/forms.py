"""The form every page uses. A form in a room is just a Django form::

    class DeclarationForm(ConcordatForm):
        title = forms.CharField(label="Title", max_length=200)
        signed_on = DateBoxes(label="Date signed", help_text="For example, 11 12 2026", latest=timezone.localdate)
        body = forms.CharField(label="Agreed text", widget=forms.Textarea, max_length=5000)   # counted
        kind = forms.ChoiceField(label="Kind", choices=…, widget=forms.RadioSelect)
        copy = forms.FileField(label="Signed copy", required=False)                            # "(optional)"
        key = SubmissionKey()                                                                  # sent twice, saved once

        submit_label = "Save declaration"
        widths = {"title": "two-thirds"}          # a number of characters (2 3 4 5 10 20 30) or a share of the page
        option_hints = {"kind": {"joint": "Several councils sign together"}}
        label_sizes = {"body": "m"}               # s (usual), m, l
        hidden_labels = frozenset({"q"})          # read aloud only

        def pieces(self):                          # only to group or re-order; default: all fields in order
            return [Section("What was agreed", "title", "body", text="As the partners signed it."), "signed_on", …]

The view sets ``form.cancel_url = …`` for a Cancel link (or passes ``cancel_url=``). The template extends
``layouts/form.html`` and writes nothing, or writes ``{% crispy form %}`` where it wants the form: that draws
fields, hints, errors, hidden fields, the token, buttons, ``novalidate`` and multipart when a file is asked for.
``help_text`` is the hint. ``autocomplete``, ``spellcheck`` and the like are plain widget ``attrs``.
Sentences for errors come by themselves (``concordat/web/sentences.py``); a field's own ``error_messages`` win.
A GET form sets ``method = "get"`` and ``mark_optional = False``.
Errors of the whole form (``form.add_error(None, …)``) and of each field are listed above the h1 with links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property

from concordat.web.layout import Button, Buttons, Kept, Link
from concordat.web.parts import Look
from concordat.web.sentences import speak_plainly, takes_parts


class GovukFormMixin:
    """Look and sentences of GOV.UK for any Django form. See the head of this module."""

    submit_label: ClassVar[str] = "Save"
    submit_kind: ClassVar[str] = ""
    method: ClassVar[str] = "post"
    mark_optional: ClassVar[bool] = True
    widths: ClassVar[Mapping[str, int | str]] = {}
    option_hints: Mapping[str, Mapping[str, str]] = {}
    label_sizes: ClassVar[Mapping[str, str]] = {}
    hidden_labels: ClassVar[frozenset[str]] = frozenset()
    cancel_url: str = ""
    #: What else stands in the address of a page with a form that asks by GET, and stays there.
    sent_along: Sequence[tuple[str, str]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, cancel_url: str = "", **kwargs: Any) -> None:
        """Take what a Django form takes, and where Cancel leads."""
        super().__init__(*args, **kwargs)
        self.cancel_url = cancel_url or self.cancel_url
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = field.label or forms.utils.pretty_name(name)
            speak_plainly(field)
            _let_people_type(field)

    @property
    def look(self) -> Look:
        """Return what this form says about the look of its fields."""
        return Look(self.widths, self.option_hints, self.label_sizes, self.hidden_labels, self.mark_optional)

    def pieces(self) -> Sequence[Any]:
        """Return the layout: names of fields and pieces from ``concordat.web.layout``."""
        return [bound.name for bound in self.visible_fields()]  # type: ignore[attr-defined]

    def buttons(self) -> Buttons | None:
        """Return the row of buttons; None for no buttons."""
        row: list[Button | Link] = [Button(self.submit_label, kind=self.submit_kind)]
        if self.cancel_url:
            row.append(Link("Cancel", self.cancel_url))
        return Buttons(*row)

    @cached_property
    def helper(self) -> FormHelper:
        """Return what ``{% crispy form %}`` reads."""
        helper = FormHelper()
        helper.form_method = self.method
        helper.attrs = {"novalidate": ""}
        if self.is_multipart():  # type: ignore[attr-defined]
            helper.attrs["enctype"] = "multipart/form-data"
        helper.disable_csrf = self.method == "get"
        helper.render_hidden_fields = True
        buttons = self.buttons()
        kept = [Kept(*self.sent_along)] if self.sent_along else []
        helper.layout = Layout(*self.pieces(), *kept, *([buttons] if buttons else []))
        return helper

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """Count a line break as one character, as the counter beside the box does."""
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(widget, forms.Textarea) and isinstance(value, str):
            return value.replace("\r\n", "\n")
        return value


class ConcordatForm(GovukFormMixin, forms.Form):
    """A form that is not tied to one table."""


class ConcordatModelForm(GovukFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form tied to one table; it shapes input only, an operation does the saving."""


def _let_people_type(field: forms.Field) -> None:
    """Take away what makes a browser block or change typing; add what helps it."""
    widget = field.widget
    for name in ("maxlength", "minlength"):
        widget.attrs.pop(name, None)
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "decimal" if takes_parts(field) else "numeric")
        for name in ("min", "max", "step"):
            widget.attrs.pop(name, None)
    if isinstance(widget, forms.EmailInput):
        widget.attrs.setdefault("autocomplete", "email")
        widget.attrs.setdefault("spellcheck", "false")
    if isinstance(widget, forms.PasswordInput):
        widget.attrs.setdefault("autocomplete", "current-password")
        widget.attrs.setdefault("spellcheck", "false")
        widget.attrs.setdefault("autocapitalize", "none")
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = 5 if widget.attrs.get("rows") in (None, "10", 10) else widget.attrs["rows"]
        widget.attrs.pop("cols", None)
