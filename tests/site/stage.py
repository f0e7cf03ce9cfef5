"""Puts on stage what the addresses of the whole site point at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from areas.declarations.models import (
    Declaration,
    DeclarationCopy,
    DeclarationDraft,
    DeclarationText,
    Reaffirmation,
    Signatory,
    WaitingSignatory,
)
from areas.models import ElectionPeriod, Letter, Membership
from areas.tokens.operations import make_token
from concordat.periods import quarter_of
from concordat.web.words import date_words
from plans.calendars.queries import hash_of
from plans.imports.operations.comparing import compare_import
from plans.imports.rules.proposal import as_fields
from plans.models import (
    CalendarAddress,
    Evidence,
    Framework,
    ImportRow,
    Indicator,
    Milestone,
    PlanImport,
    ProgressUpdate,
    Reading,
    Reminder,
    ReminderRule,
)
from plans.planning.rules.actions import NewAction
from plans.rollups.operations import correct_quarter, freeze_quarter, publish_quarter
from tests.areas.tokens.making import token_of
from tests.cast import Cast, make_action
from tests.site.addresses import COLINS_CALENDAR, Stage

#: What a reader found in a plan with a colour nobody explained, an odd column and a row left out.
READING = {
    "warnings": ["The column “Risks” is not read: it has no place in a plan here"],
    "left_out": [{"row": "table 1, row 5", "text": "I know who to call", "why": "an I-statement", "is_row": True}],
    "columns": [
        {
            "table": "table 1, row 1",
            "place": 1,
            "heading": "Action",
            "meaning": "Action",
            "value": "action",
            "is_read": True,
        },
        {
            "table": "table 1, row 1",
            "place": 2,
            "heading": "Risks",
            "meaning": "Not read",
            "value": "other",
            "is_read": True,
        },
    ],
    "tables": [{"name": "table 1", "count": 1}],
    "sections": [{"name": "", "count": 1}],
    "legend": {},
    "own_legend": {},
    "legend_seen": [{"mark": "green", "count": 1, "meaning": "not known"}],
}


def make_stage(cast: Cast) -> Stage:
    """Sign a declaration with a copy and two wordings, read an import, send a letter."""
    Framework.objects.filter(slug="test-framework").update(published_on=date(2014, 2, 18))
    declaration = Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=date(2026, 5, 1), text="We promise."
    )
    signatory = Signatory.objects.create(
        declaration=declaration, organisation=cast.police, post="Chief constable", signed_on=date(2026, 5, 1)
    )
    withdrawn = Signatory.objects.create(
        declaration=declaration, organisation=cast.charity, signed_on=date(2026, 5, 1), withdrawn_on=date(2026, 9, 1)
    )
    for number, wording in enumerate(["We intend to work together.", "We promise."], 1):
        kept = DeclarationText.objects.create(declaration=declaration, number=number, text=wording, by=cast.olive)
    Reaffirmation.objects.create(declaration=declaration, signed_on=date(2026, 11, 2), text=kept, by=cast.olive)
    DeclarationDraft.objects.create(
        partnership=cast.partnership, organisation=cast.council, post="Chief executive", is_right=True,
        text="We promise more.", signed_on=date(2026, 11, 2), changed_by=cast.leah,
    )  # fmt: skip
    WaitingSignatory.objects.create(
        partnership=cast.partnership, position=2, line="Northshire Mental Health NHS Trust, Chief executive",
        name="Northshire Mental Health NHS Trust", decision="known", organisation=cast.trust, post="Chief executive",
    )  # fmt: skip
    waiting = WaitingSignatory.objects.create(
        partnership=cast.partnership, position=1, line="Northshire Polcie, 31/2/2014", name="Northshire Polcie",
        day_text="31/2/2014",
    )  # fmt: skip
    copy = DeclarationCopy.objects.create(
        declaration=declaration, file=ContentFile(b"%PDF-1.7 %%EOF", name="copy.pdf"), name="copy.pdf",
        content_type="application/pdf", size=14, sha256="0" * 64, by=cast.olive,
    )  # fmt: skip
    plan_import = PlanImport.objects.create(
        plan=cast.plan, file=ContentFile(b"x", name="plan.docx"), name="plan.docx", size=1, sha256="0" * 64,
        plan_year=2026, by=cast.olive, reading=READING,
    )  # fmt: skip
    unread_import = PlanImport.objects.create(
        plan=cast.plan, file=ContentFile(b"x", name="long.docx"), name="long.docx", size=1, sha256="1" * 64,
        plan_year=2026, by=cast.olive, state="reading", claimed_at=timezone.now(), rows_read=300, rows_found=900,
    )  # fmt: skip
    ImportRow.objects.create(
        plan_import=plan_import, position=1, as_read={"rag": "A", "lead": "SSSFT", "also": [{"heading": "Risks", "text": "No venue."}]}, warnings=["Look at this."],
        fields=as_fields(NewAction(text="Open a crisis café.", timescale="by March 2027")),
    )  # fmt: skip
    letter = Letter.objects.create(
        key="digest:2026-11-23:1", kind="digest", person=cast.colin, address=cast.colin.email,
        subject="Two actions wait for you", text="Dear Colin", html="<p>Dear Colin</p>",
        message_id="<a@example.org>", state="sent", sent_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
    )  # fmt: skip
    Reminder.objects.create(
        person=cast.colin, kind="due_soon", action=cast.police_action, plan=cast.plan, step=7, cycle="2026-11-30",
        planned_on=date(2026, 11, 23), letter=letter,
    )  # fmt: skip
    soon = timezone.localdate() + timedelta(days=5)
    make_action(
        cast.plan, "Answer calls of ambulance crews at night.", theme=cast.theme, lead=cast.council,
        timescale=date_words(soon), timescale_kind="date", due=soon, precision="day",
    )  # fmt: skip
    Milestone.objects.create(action=cast.police_action, position=1, text="First course held", due=date(2026, 9, 1))
    ElectionPeriod.objects.create(
        name="County council elections",
        first_on=date(2025, 3, 24),
        last_on=date(2025, 5, 1),
        manner="neutral",
        area=cast.area,
    )
    _freeze_quarter(cast)
    _measure(cast)
    ReminderRule.objects.create(kind="overdue", region=cast.region, steps=[-3, -30])
    make_token(new=token_of("Colin’s figures"), now=timezone.now(), by=cast.colin.pk)
    CalendarAddress.objects.create(person=cast.colin, token_hash=hash_of(COLINS_CALENDAR), made_at=timezone.now())
    membership = Membership.objects.get(person=cast.colin)
    return Stage(
        cast,
        plan_import,
        unread_import,
        signatory,
        withdrawn,
        waiting,
        copy,
        letter,
        membership,
        evidence=_evidence(cast),
        compared_import=_compared(cast),
        update=_update(cast),
    )


def _freeze_quarter(cast: Cast) -> None:
    """Publish the quarter before the last, and correct it by a revision that is not published yet."""
    quarter = quarter_of(timezone.localdate()).previous().previous()
    freeze_quarter(quarter=quarter, as_at=quarter.end, by=cast.ana.pk)
    publish_quarter(quarter=quarter, revision=1, by=cast.ana.pk)
    later = quarter.next().end
    correct_quarter(quarter=quarter, revision=1, as_at=later, reason="Southbury reported late.", by=cast.ana.pk)


def _measure(cast: Cast) -> None:
    """Measure something three quarters long, one figure of which was put right; the newest is late."""
    one = Indicator.objects.create(
        partnership=cast.partnership, name="Seen within the hour in the emergency department", unit="percent",
        definition="People referred to liaison psychiatry who were seen within an hour.", better="higher", target=95,
        provider=cast.police, of_people=True, source="Local returns", next_due=date(2026, 7, 28), created_by=cast.olive,
    )  # fmt: skip
    one.actions.add(cast.police_action)
    for began, ended, revision, value, note in (
        (date(2025, 7, 1), date(2025, 9, 30), 1, 71.5, ""),
        (date(2025, 10, 1), date(2025, 12, 31), 1, 80, ""),
        (date(2025, 10, 1), date(2025, 12, 31), 2, 78, "Two wards had been counted twice."),
        (date(2026, 1, 1), date(2026, 3, 31), 1, 88.25, ""),
    ):
        Reading.objects.create(
            indicator=one, began=began, ended=ended, revision=revision, value=value, note=note, by=cast.colin
        )


def _update(cast: Cast) -> ProgressUpdate:
    """Let Colin say something that is not for everybody."""
    return ProgressUpdate.objects.create(
        action=cast.police_action, delivery_state="not_started", narrative="The trainer has left us.", by=cast.colin,
        period="2026-27-Q3", at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )  # fmt: skip


def _compared(cast: Cast) -> PlanImport:
    """Lay a file beside the plan: a conflict, a new action, one that may be the same, one that is not named."""
    make_action(
        cast.plan, "Open a crisis café in the evening for people who need company and a quiet room.", number="3"
    )
    kept = PlanImport.objects.create(
        plan=cast.plan, file=ContentFile(b"x", name="edited.xlsx"), name="edited.xlsx", size=1, sha256="1" * 64,
        plan_year=2026, by=cast.olive, reading={"workbook": True, "warnings": ["Sorted by hand."], "left_out": [], "columns": []},
    )  # fmt: skip
    told = {"action_id": cast.police_action.pk, "version": None, "marks": {}, "given": ["text", "outcome"], "texts": {}}
    like = "Open one crisis café at night for people who want company and some quiet."
    ImportRow.objects.bulk_create(
        ImportRow(
            plan_import=kept, position=place, as_read={"row": f"sheet Actions, row {place + 1}", **more},
            fields=as_fields(NewAction(text=text, outcome="Fewer people wait.")),
        )
        for place, text, more in [
            (1, "Train every officer.", {"workbook": told}), (2, "Write a leaflet for carers.", {}), (3, like, {}),
        ]
    )  # fmt: skip
    return compare_import(plan_import=kept)


def _evidence(cast: Cast) -> Evidence:
    """Show a file that counts and a link that is broken."""
    Evidence.objects.create(
        action=cast.police_action, title="Minutes of the board", url="https://www.example.org/minutes", by=cast.olive,
        link_state="broken", failing_since=datetime(2026, 11, 2, tzinfo=UTC), link_words="The page is not there any more",
        checked_at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip
    return Evidence.objects.create(
        action=cast.police_action, title="Training register", shows="Who was trained.", dated_on=date(2026, 5, 1),
        file=ContentFile(b"%PDF-1.7 %%EOF", name="register.pdf"), file_name="Register.pdf", size=14,
        content_type="application/pdf", sha256="0" * 64, by=cast.colin,
    )  # fmt: skip
