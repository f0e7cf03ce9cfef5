"""An area that has published a plan, and everything around it that must stay inside, each by its own word."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

from django.core.cache import cache
from django.test import Client

from areas.models import Declaration, Signatory
from plans.models import Action, Evidence, Framework, HeldBack, Plan, ProgressUpdate
from tests.cast import Cast, make_action
from tests.plans.exports.files import taken
from tests.plans.public.publishing import publish, say

#: Words that may be read by nobody outside, and where each was typed.
SECRETS = {
    "Zanzibar": "the title of a plan that is not published",
    "Quagmire": "an action of that plan",
    "Obsidian": "an update of that plan",
    "Periwinkle": "the draft of a declaration",
    "Marigold": "who signs a draft",
    "Tarantula": "a person’s name in the lead as typed",
    "Kumquat": "the wording of an update that is kept inside",
    "Wolverine": "why, in the same update",
    "Nebraska": "an update from before the plan was published",
    "Flamingo": "a sentence that counts fewer than five people",
    "Gorgonzola": "evidence",
    "Sassafras": "a framework that is not published",
    "Meerkat": "an action of the next edition, not yet published",
    "example.org": "e-mail addresses",
    "01632": "telephone numbers",
}


def fill(cast: Cast) -> None:
    """Publish Northshire's plan and type a secret wherever something can be typed."""
    publish(cast)
    Action.objects.filter(pk=cast.police_action.pk).update(
        text="Train every officer. Ask jane@example.org or 01632 960 123.",
        outcome="Fewer detentions, says jim@example.org.",
        timescale="31 March 2027 (ask 01632 960 124)",
        lead_text="Tom Tarantula",
        indicator="Ask joan@example.org",
        reason="Wolverine was away.",
    )
    _said(cast)
    _unpublished(cast)
    Framework.objects.filter(slug="test-framework").update(published_on=date(2026, 1, 1))
    declaration = Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=date(2026, 3, 4), text="We agree. jo@example.org"
    )
    Signatory.objects.create(declaration=declaration, organisation=cast.police, post="Chief constable")
    draft = Declaration.objects.create(partnership=cast.other_partnership, status="draft", text="Periwinkle")
    Signatory.objects.create(declaration=draft, organisation=cast.council, post="Marigold")


def _said(cast: Cast) -> None:
    state = {"action": cast.police_action, "delivery_state": "in_progress", "period": "2026-27-Q2"}
    early = datetime(2026, 9, 1, 9, tzinfo=UTC)
    ProgressUpdate.objects.create(narrative="Nebraska", at=early, by=cast.colin, **state)
    say(cast, "Forty officers were trained.", 2)
    say(cast, "Flamingo: two patients were seen.", 3)
    kept = say(cast, "Kumquat", 4, confidence="off_track", reason="Wolverine was away.")
    HeldBack.objects.create(update=kept, by=cast.olive)
    Evidence.objects.create(
        action=cast.police_action, title="Gorgonzola", url="https://gorgonzola.invalid/", by=cast.olive
    )


def _unpublished(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.other_plan.pk).update(title="Zanzibar plan")
    other = make_action(cast.other_plan, "Quagmire", lead=cast.trust)
    ProgressUpdate.objects.create(
        action=other, narrative="Obsidian", delivery_state="complete", period="2026-27-Q3",
        at=datetime(2026, 11, 2, 9, tzinfo=UTC), by=cast.otto,
    )  # fmt: skip
    Framework.objects.create(slug="sassafras", title="Sassafras")
    newer = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, plan_year=2026, refreshes=cast.plan
    )
    newer.areas.add(cast.area)
    make_action(newer, "Meerkat", lead=cast.police)


def words_of(client: Client, address: str) -> str:
    """Return all the words of a file, those of a workbook too."""
    cache.clear()
    body = taken(client, address)
    if not address.endswith(".xlsx"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def leaked(words: str) -> list[str]:
    """Return what of the secrets stands in some words, in whatever case."""
    low = words.lower()
    return [secret for secret in SECRETS if secret.lower() in low]
