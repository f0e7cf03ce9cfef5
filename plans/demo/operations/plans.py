"""Writes plans: their actions, and everything that was said about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from concordat.periods import quarter_of
from plans.demo.operations.groups import Written
from plans.demo.operations.tables import Tables
from plans.demo.rules.drafts import ActionDraft, PlanDraft
from plans.demo.rules.evidence import evidence_of
from plans.evidence.rules import Classification, LinkState
from plans.models import Framework, Standard, TemplateHeading, TemplateTheme
from plans.planning.operations.parts import milestones_of, reading_columns
from plans.planning.rules.states import DeliveryState

_MILESTONES_TO = 200
#: Links of the demo lead nowhere: they are not looked at.
NEVER = datetime(2999, 1, 1, tzinfo=UTC)


class PlanWriter:
    """Writes plans one after another."""

    def __init__(self, tables: Tables, today: date) -> None:
        """Read the catalogue once."""
        self.tables, self.today = tables, today
        self.frameworks = list(Framework.objects.order_by("pk").values_list("pk", flat=True)[:1])
        self.standards = dict(Standard.objects.filter(section__framework__in=self.frameworks).values_list("code", "pk"))
        self.themes = dict(TemplateTheme.objects.values_list("number", "title"))
        self.headings = {
            (heading.theme.number, heading.position): heading.title
            for heading in TemplateHeading.objects.select_related("theme")
        }
        self.periods: dict[date, str] = {}

    def write(self, draft: PlanDraft, written: Written, declaration: int | None, areas: list[int]) -> int:
        """Write a plan of a partnership over ``areas``; returns its id."""
        made_at = datetime.combine(draft.begun_on, time(9, 30), UTC)
        told = [news.at for action in draft.actions for news in action.news]
        plan = self.tables.plans.add(
            written.pk,
            declaration,
            draft.title,
            draft.plan_year,
            draft.rhythm.value,
            draft.workflow,
            draft.submitted_on,
            draft.published_on,
            1 + len(told),
            made_at,
            max(told, default=made_at),
        )
        for area in areas:
            self.tables.plan_areas.add(plan, area)
        for framework in self.frameworks:
            self.tables.plan_frameworks.add(plan, framework)
        themes = self._themes(plan, draft)
        first = self.tables.actions.last
        for action in draft.actions:
            host = None if action.merged_into is None else first + action.merged_into
            self._action(plan, themes[action.line.theme], action, host, written, made_at)
        return plan

    def _themes(self, plan: int, draft: PlanDraft) -> dict[int, int]:
        used = sorted({action.line.theme for action in draft.actions})
        return {
            number: self.tables.themes.add(plan, place, str(number), self.themes.get(number, f"Part {number}"))
            for place, number in enumerate(used, start=1)
        }

    def _action(
        self, plan: int, theme: int, draft: ActionDraft, host: int | None, written: Written, made_at: datetime
    ) -> None:
        """Write an action with its links, milestones and updates."""
        line, last = draft.line, draft.news[-1] if draft.news else None
        ids = written.organisations.get(draft.lead)
        lead = ids[draft.position % len(ids)] if ids else None
        action = self.tables.actions.add(
            plan,
            theme,
            self.headings.get((line.theme, line.heading), ""),
            draft.position,
            draft.number,
            line.text,
            line.outcome,
            draft.indicator,
            lead,
            draft.lead_text,
            draft.named_post,
            line.age,
            *reading_columns(draft.timescale).values(),
            last.state if last else DeliveryState.NOT_STARTED.value,
            last.confidence if last else "",
            last.reason if last else "",
            host,
            draft.is_new,
            last.at if last else None,
            1 + len(draft.news),
            made_at,
            last.at if last else made_at,
        )
        self._links(action, draft, written, lead)
        by_lead = written.contributors.get(lead or 0, written.officer)
        update = 0
        for news in draft.news:
            update = self.tables.updates.add(
                action,
                news.state,
                news.confidence,
                news.narrative,
                news.reason,
                news.still_true,
                self._period(news.at.date()),
                by_lead if news.by_lead else written.officer,
                news.at,
                news.at,
            )
        if last:
            self._evidence(action, update, f"{made_at:%Y-%m-%d}/{draft.line.text}", last.at, by_lead)

    def _evidence(self, action: int, update: int, seed: str, told_at: datetime, by: int) -> None:
        """Write the evidence that came with the last news, if some did. Its link is never asked."""
        draft = evidence_of(seed, told_at.date(), self.today)
        if draft is None:
            return
        looked = datetime.combine(self.today - timedelta(days=2), time(2, 20), UTC)
        failing = looked - timedelta(days=draft.broken_for) if draft.broken_for else None
        state = LinkState.BROKEN if failing else LinkState.ANSWERS
        self.tables.evidence.add(
            action,
            update,
            draft.title,
            draft.shows,
            draft.dated_on,
            draft.valid_until,
            (Classification.PUBLIC if draft.is_public else Classification.INTERNAL).value,
            draft.url,
            state.value,
            "The page is not there any more" if failing else "It answers",
            looked,
            max(failing - timedelta(days=30), told_at) if failing else looked,
            failing,
            2 if failing else 0,
            NEVER,
            by,
            told_at,
        )

    def _links(self, action: int, draft: ActionDraft, written: Written, lead: int | None) -> None:
        for code in draft.line.standards:
            if code in self.standards:
                self.tables.action_standards.add(action, self.standards[code])
        for kind in draft.partners:
            one = written.organisations[kind][0]
            if one != lead:
                self.tables.action_partners.add(action, one)
        for step in milestones_of(action, draft.timescale):
            self.tables.milestones.add(action, step.position, step.text[:_MILESTONES_TO], step.due)

    def _period(self, day: date) -> str:
        if day not in self.periods:
            self.periods[day] = str(quarter_of(day))
        return self.periods[day]
