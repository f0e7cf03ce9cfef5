"""Each kind of field is drawn as GOV.UK Frontend draws it, with and without an error."""

from __future__ import annotations

import pytest
from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section, Text
from tests.concordat.web.drawn import draw_form, find, one, words
from tests.concordat.web.examples import AllKinds

CONTROLS = {
    "title": "input.govuk-input",
    "email": "input.govuk-input",
    "people": "input.govuk-input",
    "password": "input.govuk-input.govuk-password-input__input",
    "text": "textarea.govuk-textarea.govuk-js-character-count",
    "region": "select.govuk-select",
    "copy": "input.govuk-file-upload",
    "agreed": "input.govuk-checkboxes__input",
}


@pytest.mark.parametrize(("name", "css"), CONTROLS.items())
def test_a_label_belongs_to_each_single_control(name: str, css: str) -> None:
    tree = draw_form(AllKinds())
    control = one(tree, f"{css}[name={name}]")
    assert words(tree, f"label[for={control.get('id')}]") == [AllKinds.base_fields[name].label]


@pytest.mark.parametrize("name", [name for name in AllKinds.base_fields if name not in ("note", "key")])
def test_an_empty_answer_marks_its_group_and_is_described_by_the_error(name: str) -> None:
    tree = draw_form(AllKinds({}, {}))
    (error,) = find(tree, f"#id_{name}-error")
    group = error.xpath("ancestor::div[contains(@class, 'govuk-form-group--error')]")
    assert len(group) == 1
    assert find(group[0], f"[aria-describedby~=id_{name}-error]")
    assert error.text_content().strip().startswith("Error:")


def test_a_form_without_errors_marks_nothing() -> None:
    tree = draw_form(AllKinds())
    assert not find(tree, ".govuk-form-group--error, .govuk-error-message, .govuk-error-summary, [aria-invalid]")


def test_the_browser_checks_nothing_itself() -> None:
    tree = draw_form(AllKinds())
    assert one(tree, "form").get("novalidate") is not None
    assert not find(tree, "[required], [maxlength], [type=number]")


def test_a_hint_is_tied_to_its_control() -> None:
    tree = draw_form(AllKinds())
    assert words(tree, "#id_title-hint") == ["As on the front page"]
    assert one(tree, "[name=title]").get("aria-describedby") == "id_title-hint"


def test_radios_are_a_group_with_a_legend_and_hints_of_their_own() -> None:
    tree = draw_form(AllKinds({"state": "at_risk"}, {}))
    (group,) = find(tree, "#id_state_0")[0].xpath("ancestor::fieldset")
    assert words(group, "legend") == ["Confidence"]
    assert [item.get("value") for item in find(group, "input[type=radio][checked]")] == ["at_risk"]
    assert words(group, "#id_state_1-item-hint") == ["It may be late"]


def test_tick_boxes_come_back_ticked() -> None:
    tree = draw_form(AllKinds({"standards": ["on_track", "at_risk"]}, {}))
    assert len(find(tree, "input[name=standards][checked]")) == 2


def test_a_date_is_three_boxes_with_labels() -> None:
    tree = draw_form(AllKinds())
    boxes = find(tree, "#id_signed_on input")
    assert [box.get("name") for box in boxes] == ["signed_on_day", "signed_on_month", "signed_on_year"]
    assert words(tree, "#id_signed_on label") == ["Day", "Month", "Year"]


def test_a_counted_text_says_how_long_it_may_be() -> None:
    tree = draw_form(AllKinds())
    box = one(tree, "[data-module=govuk-character-count]")
    assert box.get("data-maxlength") == "10"
    assert words(box, "#id_text-info") == ["You can enter up to 10 characters"]


def test_a_line_break_counts_as_one_character() -> None:
    form = AllKinds({"text": "four\r\nfive!"}, {})
    assert "text" not in form.errors


def test_typed_text_comes_back() -> None:
    tree = draw_form(AllKinds({"title": "A <b>long</b> title that does not fit", "text": "twelve chars"}, {}))
    assert one(tree, "[name=title]").get("value") == "A <b>long</b> title that does not fit"
    assert one(tree, "[name=text]").text.strip() == "twelve chars"


def test_a_password_never_comes_back() -> None:
    tree = draw_form(AllKinds({"password": "secret words"}, {}))
    assert one(tree, "[name=password]").get("value") is None


def test_only_fields_that_may_stay_empty_say_so() -> None:
    tree = draw_form(AllKinds())
    assert [label for label in words(tree, "label, legend") if "(optional)" in label] == ["Note (optional)"]


def test_a_form_with_a_file_can_carry_it() -> None:
    assert one(draw_form(AllKinds()), "form").get("enctype") == "multipart/form-data"


class Grouped(ConcordatForm):
    first = forms.CharField()
    second = forms.CharField()

    def pieces(self) -> list[object]:
        return [Section("Who", "second", text="Say who."), Text("Between <fields>"), "first"]


def test_a_layout_groups_and_orders_fields() -> None:
    tree = draw_form(Grouped(cancel_url="/back/"))
    assert [field.get("name") for field in find(tree, "input")] == ["second", "first"]
    assert words(tree, "fieldset legend") == ["Who"]
    assert "Between <fields>" in tree.text_content()
    assert one(tree, "a").get("href") == "/back/"


class Search(ConcordatForm):
    q = forms.CharField(required=False)
    method = "get"


def test_a_get_form_carries_no_token() -> None:
    tree = draw_form(Search())
    assert one(tree, "form").get("method") == "get"
    assert not find(tree, "[name=csrfmiddlewaretoken]")
