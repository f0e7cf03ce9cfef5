"""How one bound field is drawn: everything the templates in ``templates/govuk/parts`` need to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Option:
    """One radio button or tick box."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    kind: str
    hint: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class Box:
    """One of several small text boxes, such as the day of a date."""

    id: str
    name: str
    label: str
    control: SafeString


@dataclass(frozen=True)
class Part:
    """A field ready to be drawn. ``kind`` names the template ``govuk/parts/_<kind>.html``."""

    kind: str
    id: str
    label: str
    hint: str
    errors: tuple[str, ...]
    described_by: str
    control: str = ""
    options: tuple[Option, ...] = ()
    boxes: tuple[Box, ...] = ()
    max_length: int | None = None
    current_file: str = ""
    block: str = ""
    heading_class: str = ""
    hide_label: bool = False

    @property
    def template(self) -> str:
        """Return the name of the template that draws it."""
        return f"govuk/parts/_{self.kind}.html"


@dataclass(frozen=True)
class Look:
    """What a form may say about the look of its fields, by field name (see GovukFormMixin)."""

    widths: Mapping[str, int | str] = field(default_factory=dict)
    option_hints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    label_sizes: Mapping[str, str] = field(default_factory=dict)
    hidden_labels: frozenset[str] = frozenset()
    mark_optional: bool = True


def kind_of(bound: BoundField) -> str:
    """Return which template draws this field."""
    widget = bound.field.widget
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.MultiWidget, "boxes"),
        (forms.CheckboxSelectMultiple, "options"),
        (forms.RadioSelect, "options"),
        (forms.CheckboxInput, "checkbox"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
    )
    if widget.is_hidden:
        return "hidden"
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "text")


def first_input_id(bound: BoundField, boxes: tuple[str, ...] = ()) -> str:
    """Return the id of the input an error links to: the first option, or the first box that is wrong."""
    kind, own = kind_of(bound), _own_id(bound)
    if kind == "options":
        return f"{own}_0"
    if kind == "boxes":
        names = [name.lstrip("_") for name in bound.field.widget.widgets_names]
        wrong = [names.index(name) for name in boxes if name in names]
        return f"{own}_{min(wrong, default=0)}"
    return own


def wrong_boxes(bound: BoundField) -> tuple[str, ...]:
    """Return the names of the boxes that the field's errors speak of; empty means all."""
    named: list[str] = []
    for error in bound.form.errors.as_data().get(bound.name, []):
        named.extend((error.params or {}).get("boxes", ()))
    return tuple(named)


def part_of(bound: BoundField, look: Look | None = None) -> Part:
    """Work out how ``bound`` is drawn, with its errors when its form has been sent."""
    look = look or _look_of(bound)
    kind, own = kind_of(bound), _own_id(bound)
    max_length = getattr(bound.field, "max_length", None) if kind == "textarea" else None
    errors = tuple(str(error) for error in bound.errors)
    hint = str(bound.help_text or "")
    names = ["info"] * bool(max_length) + ["hint"] * bool(hint) + ["error"] * bool(errors)
    described_by = " ".join(f"{own}-{name}" for name in names)
    return Part(
        kind=kind,
        id=own,
        label=_label(bound, look),
        hint=hint,
        errors=errors,
        described_by=described_by,
        control=_control(bound, kind, described_by, look),
        options=_options(bound, look) if kind == "options" else (),
        boxes=_boxes(bound) if kind == "boxes" else (),
        block=_block(bound) if kind == "options" else "",
        max_length=max_length,
        current_file=str(getattr(bound.initial, "name", "") or "") if kind == "file" else "",
        heading_class=look.label_sizes.get(bound.name, "s"),
        hide_label=bound.name in look.hidden_labels,
    )


def _look_of(bound: BoundField) -> Look:
    look = getattr(bound.form, "look", None)
    return look if isinstance(look, Look) else Look()


def _own_id(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def _label(bound: BoundField, look: Look) -> str:
    label = str(bound.label)
    optional = look.mark_optional and not bound.field.required and not isinstance(bound.field, forms.BooleanField)
    return f"{label} (optional)" if optional and "(optional)" not in label else label


CONTROL_CLASSES = {
    "text": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
ERROR_CLASSES = {"text": "govuk-input", "password": "govuk-input"}


def _control(bound: BoundField, kind: str, described_by: str, look: Look) -> SafeString:
    if kind == "hidden":
        return bound.as_hidden() if not bound.field.show_hidden_initial else bound.as_widget()
    if kind not in CONTROL_CLASSES:
        return SafeString("")
    classes = CONTROL_CLASSES[kind].split() + str(bound.field.widget.attrs.get("class", "")).split()
    if width := look.widths.get(bound.name):
        classes.append(f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}")
    if kind == "textarea" and getattr(bound.field, "max_length", None):
        classes.append("govuk-js-character-count")
    if bound.errors and kind != "checkbox":
        classes.append(f"{ERROR_CLASSES.get(kind, classes[0])}--error")
    attrs: dict[str, str | bool] = {"class": " ".join(dict.fromkeys(classes))}
    if described_by:
        attrs["aria-describedby"] = described_by
    return bound.as_widget(attrs=attrs)


def _block(bound: BoundField) -> str:
    return "checkboxes" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radios"


def _options(bound: BoundField, look: Look) -> tuple[Option, ...]:
    hints = look.option_hints.get(bound.name, {})
    kind = "radio" if _block(bound) == "radios" else "checkbox"
    return tuple(
        Option(
            id=str(item.data["attrs"].get("id", "")),
            name=str(item.data["name"]),
            value=str(item.data["value"]),
            label=str(item.data["label"]),
            checked=bool(item.data["selected"]),
            kind=kind,
            hint=str(hints.get(str(item.data["value"]), "")),
            disabled=bool(bound.field.disabled or item.data["attrs"].get("disabled")),
        )
        for item in bound.subwidgets
    )


def _boxes(bound: BoundField) -> tuple[Box, ...]:
    widget = bound.field.widget
    context = widget.get_context(bound.html_name, bound.value(), {"id": _own_id(bound)})["widget"]
    wrong = wrong_boxes(bound)
    names = [name.lstrip("_") for name in widget.widgets_names]
    labels = getattr(widget, "box_labels", None) or [name.capitalize() for name in names]
    widths = getattr(widget, "box_widths", None) or [10] * len(names)
    boxes = []
    for sub, single, name, label, width in zip(
        context["subwidgets"], widget.widgets, names, labels, widths, strict=True
    ):
        classes = f"govuk-input govuk-date-input__input govuk-input--width-{width}"
        attrs: dict[str, object] = {"id": sub["attrs"]["id"]}
        if bound.errors and (not wrong or name in wrong):
            classes += " govuk-input--error"
            attrs["aria-invalid"] = "true"
        attrs["class"] = classes
        control = single.render(sub["name"], sub["value"], attrs, bound.form.renderer)
        boxes.append(Box(str(sub["attrs"]["id"]), str(sub["name"]), str(label), control))
    return tuple(boxes)
