"""What must never reach a visitor, whatever was typed and whatever was chosen before."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from plans.models import Action, HeldBack, Plan, PublicChoice
from plans.public.operations import hold_back, let_read
from tests.cast import Cast
from tests.plans.public.publishing import AREA, PAGE, publish, say, show

EVERYTHING = {"narratives": True, "reasons": True, "posts": True}


@pytest.fixture(autouse=True)
def published(cast: Cast) -> None:
    publish(cast)


def _seen(client: Client) -> str:
    """Return all that a visitor reads of the area."""
    return "".join(client.get(address).content.decode() for address in (PAGE, AREA))


def test_nothing_but_the_promise_is_shown_before_the_area_chooses(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    text = _seen(client)
    assert "Train every response officer" in text
    assert [words for words in ("Forty officers", "No trainer", "Head of training") if words in text] == []


def test_what_the_area_chose_is_shown(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    text = _seen(client)
    assert all(words in text for words in ("Forty officers were trained.", "No trainer was found.", "Head of training"))


@pytest.mark.parametrize(
    ("name", "words"), [("narratives", "Forty officers"), ("reasons", "No trainer"), ("posts", "Head of training")]
)
def test_each_choice_shows_its_own_words_only(client: Client, cast: Cast, name: str, words: str) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, **{name: True})
    seen = [one for one in ("Forty officers", "No trainer", "Head of training") if one in _seen(client)]
    assert seen == [words]


def test_a_choice_taken_back_takes_effect_at_once(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    assert "Forty officers" in _seen(client)
    show(cast, narratives=False, reasons=False, posts=False)
    assert [words for words in ("Forty officers", "No trainer", "Head of training") if words in _seen(client)] == []


@pytest.mark.parametrize("address", [PAGE])
def test_nobody_between_us_and_the_reader_keeps_the_page(client: Client, cast: Cast, address: str) -> None:
    assert "no-cache" in client.get(address)["Cache-Control"]
    client.force_login(cast.olive)
    assert "no-store" in client.get(address)["Cache-Control"]


def test_no_persons_name_and_no_address_is_shown(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(
        lead=None, lead_text="Jane Smith (Council)", text="Ask jane.smith@example.org or 01632 960 123 for the rota.",
        outcome="Write to jane.smith@example.org",
    )  # fmt: skip
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    text = _seen(client)
    people = ("Colin", "Olive", "Leah", "Jane Smith", "jane.smith@", "01632 960", "colin@", "@example.org")
    assert [one for one in people if one in text] == []
    assert "Ask [e-mail address left out] or [telephone number left out] for the rota." in text


@pytest.mark.parametrize(
    "words",
    [
        "Ring me on 01632 960123.",
        "Write to colin@example.org.",
        "Three patients were detained twice.",
        "A patient who absconded was found.",
        "NHS number 943 476 5919.",
    ],
)
def test_a_sentence_that_tells_who_somebody_is_stays_inside(client: Client, cast: Cast, words: str) -> None:
    say(cast, words)
    Action.objects.filter(pk=cast.police_action.pk).update(reason=words)
    show(cast, **EVERYTHING)
    assert words not in _seen(client)


def test_a_wording_kept_inside_gives_way_to_the_one_before(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.", 1)
    hold_back(update=say(cast, "The sergeant has left in anger.", 2), by=cast.olive.pk)
    show(cast, **EVERYTHING)
    text = _seen(client)
    assert "Forty officers were trained." in text
    assert "in anger" not in text


def test_the_reason_of_a_wording_kept_inside_is_kept_too(client: Client, cast: Cast) -> None:
    said = say(cast, "Words.", confidence="off_track", reason="No trainer was found.")
    hold_back(update=said, by=cast.olive.pk)
    say(cast, "", 3, still_true=True)
    show(cast, **EVERYTHING)
    assert "No trainer" not in _seen(client)
    let_read(update=said, by=cast.leah.pk)
    assert "No trainer" in _seen(client)


def test_the_text_of_a_file_does_not_stand_in_for_a_wording_kept_inside(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(progress="As the file said.")
    show(cast, **EVERYTHING)
    assert "As the file said." in _seen(client)
    hold_back(update=say(cast, "Not for everybody."), by=cast.olive.pk)
    text = _seen(client)
    assert "As the file said." not in text
    assert "Not for everybody." not in text


def test_a_draft_shows_nothing_whatever_was_chosen(client: Client, cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="draft", published_on=None)
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    text = _seen(client)
    assert [words for words in ("Forty officers", "Train every", cast.plan.title) if words in text] == []


def test_a_new_edition_in_draft_shows_nothing_and_the_old_one_keeps_its_choice(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    draft = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, refreshes=cast.plan, plan_year=2027
    )
    draft.areas.add(cast.area)
    Action.objects.create(plan=draft, position=1, text="A secret of next year.")
    text = _seen(client)
    assert "secret" not in text
    assert "Forty officers were trained." in text


def test_an_edition_that_was_replaced_shows_its_promise_alone(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, **EVERYTHING)
    after = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, refreshes=cast.plan, plan_year=2027,
        workflow_state="published", published_on=date(2026, 11, 1),
    )  # fmt: skip
    after.areas.add(cast.area)
    text = client.get(f"{PAGE}?plan={cast.plan.pk}").content.decode()
    assert "Train every response officer" in text
    assert [words for words in ("Forty officers", "No trainer", "Head of training") if words in text] == []


def test_a_signed_in_stranger_reads_no_more_than_a_visitor(client: Client, cast: Cast) -> None:
    hold_back(update=say(cast, "Not for everybody."), by=cast.olive.pk)
    show(cast, **EVERYTHING)
    client.force_login(cast.otto)
    assert "Not for everybody." not in _seen(client)


def test_what_was_typed_is_never_markup(client: Client, cast: Cast) -> None:
    say(cast, "<script>alert(1)</script>")
    show(cast, **EVERYTHING)
    assert "<script>alert(1)" not in _seen(client)


def test_what_was_completed_is_told_first_with_its_sentence(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete", confidence="", reason="")
    say(cast, "Every officer is trained.", delivery_state="complete")
    show(cast, narratives=True)
    for address in (PAGE, AREA):
        assert "Every officer is trained." in client.get(address).content.decode()


def test_rows_are_there_once(cast: Cast) -> None:
    said = say(cast, "Words.")
    for _ in range(2):
        hold_back(update=said, by=cast.olive.pk)
    assert HeldBack.objects.count() == 1
    assert PublicChoice.objects.count() == 0
