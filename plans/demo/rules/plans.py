"""Write a plan: choose its lines, deal plots, set dates and tell what happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from random import Random

from concordat.periods import financial_year_of
from plans.demo.rules.book import Book, Line, Story
from plans.demo.rules.days import FRESH_WITHIN, in_working_hours, months_before, rounds, working_day
from plans.demo.rules.drafts import ActionDraft, NewsDraft, PlanDraft
from plans.demo.rules.plots import (
    DUE_WITHIN,
    LEAVES,
    MAY_BE_DATELESS,
    Moment,
    News,
    Plot,
    news_of,
    with_notes,
)
from plans.demo.rules.timescales import Kept, dated, dateless, exactly, read
from plans.demo.rules.words import Teller
from plans.planning.rules.states import Rhythm, needs_reason
from plans.planning.rules.timescale import Timescale

#: Days from today on which something falls due, so that reminders have work on any day.
SOON = (30, 7, 1)
RECENT = (-1, -14)
_UNOWNED, _UNMEASURED, _DATELESS, _NAMED = 0.05, 0.3, 0.2, 0.4
_BY_LEAD, _NOTES = 0.75, 0.1
_RHYTHMS = {Rhythm.QUARTERLY: 68, Rhythm.MONTHLY: 25, Rhythm.HALF_YEARLY: 7}
_NO_RHYTHM_BUT_QUARTERS = 2


def deal(weights: Mapping[str, int], count: int, rng: Random) -> list[Plot]:
    """Return ``count`` plots in the proportions of ``weights`` (largest remainders), shuffled."""
    total = sum(weights.values())
    shares = {name: weight * count / total for name, weight in weights.items()}
    dealt = {name: int(share) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: dealt[name] - shares[name])
    for name in by_remainder[: count - sum(dealt.values())]:
        dealt[name] += 1
    plots = [Plot(name) for name, number in dealt.items() for _ in range(number)]
    rng.shuffle(plots)
    return plots


class Author:
    """Writes the plans of one partnership. The same seed writes the same plans."""

    def __init__(
        self,
        book: Book,
        *,
        names: Mapping[str, str],
        present: Collection[str],
        today: date,
        seed: str,
        kept: Kept | None = None,
    ) -> None:
        """``present``: kinds of organisation in the partnership; ``kept``: timescales read before."""
        self.book = book
        self.present = present
        self.today = today
        self.rng = Random(seed)
        self.teller = Teller(book, names, self.rng)
        self.kept: Kept = {} if kept is None else kept

    def plan(self, story: Story, title: str) -> PlanDraft:
        """Write the plan of a story."""
        rng = self.rng
        begun_on = self._begun_on(story)
        varied = story.quarters[1] > _NO_RHYTHM_BUT_QUARTERS and not story.is_named
        rhythm = rng.choices(list(_RHYTHMS), list(_RHYTHMS.values()))[0] if varied else Rhythm.QUARTERLY
        fresh = 6 if story.is_named else FRESH_WITHIN[rhythm]
        days = rounds(self.today, begun_on, rhythm, rng.randint(1, fresh))
        published = story.workflow in ("published", "refresh_due")
        handed_in = published or story.workflow != "draft"
        before = self.today - timedelta(days=rng.randint(2, 20))
        return PlanDraft(
            title=title,
            plan_year=financial_year_of(begun_on),
            rhythm=rhythm,
            workflow=story.workflow,
            begun_on=begun_on,
            submitted_on=working_day(min(begun_on + timedelta(days=35), before)) if handed_in else None,
            published_on=working_day(min(begun_on + timedelta(days=70), before)) if published else None,
            actions=tuple(self._actions(story, days, financial_year_of(begun_on))),
        )

    def _begun_on(self, story: Story) -> date:
        quarters = self.rng.randint(*story.quarters)
        return months_before(self.today, 3 * quarters) - timedelta(days=self.rng.randint(40, 75))

    def _actions(self, story: Story, days: list[date], plan_year: int) -> list[ActionDraft]:
        """Write the actions in the template's order; a merged one names another."""
        rng = self.rng
        size = rng.randint(*story.size)
        lines = sorted(rng.sample(self.book.lines, size), key=lambda line: (line.theme, line.heading))
        plots = deal(story.plots, size, rng)
        exact = _exact_days(lines, plots, police_first=story.is_named)
        style = rng.randrange(3)
        actions: list[ActionDraft] = []
        places: dict[int, int] = {}
        for place, (line, plot) in enumerate(zip(lines, plots, strict=True)):
            places[line.theme] = places.get(line.theme, 0) + 1
            number = _number(style, line.theme, places[line.theme], place + 1)
            told = self._told(plot, days)
            timescale = self._timescale(plot, told, exact.get(place), plan_year)
            actions.append(self._action(line, plot, place + 1, number, timescale, told))
        _merge(actions)
        return actions

    def _told(self, plot: Plot, days: list[date]) -> News:
        """Return the moments of an action; four in ten joined the plan after its beginning."""
        rng = self.rng
        late = rng.randrange(len(days) // 2 + 1) if days and rng.random() < 0.4 else 0
        news = news_of(plot, days[late:], self.today, rng)
        return with_notes(news, self.today, _NOTES, rng)

    def _timescale(self, plot: Plot, told: News, exact: int | None, plan_year: int) -> Timescale:
        if exact is not None:
            return self._read(exactly(self.today + timedelta(days=exact)), plan_year)
        rng, forms = self.rng, self.book.timescales
        first, last = DUE_WITHIN.get(plot, (-45, 45))
        around = self.today if plot in DUE_WITHIN or not told else told[-1][0]
        target = around + timedelta(days=rng.randint(first, last))
        if plot is Plot.ONGOING or (plot in MAY_BE_DATELESS and rng.random() < _DATELESS):
            why = {"ongoing": 1} if plot is Plot.ONGOING else self.book.dateless_weights
            return self._read(dateless(target, forms, why, rng), plan_year)
        weights = self.book.dated_weights
        return dated(target, forms, weights, plan_year, lambda due: self._fits(plot, due), rng, self.kept)

    def _fits(self, plot: Plot, due: date) -> bool:
        """Answer whether a last day suits the plot: what slips is late, what is steady is not."""
        if plot is Plot.SLIPPING:
            return due < self.today
        return plot not in _NOT_LATE or due > self.today

    def _read(self, text: str, plan_year: int) -> Timescale:
        return read(text, plan_year, self.kept)

    def _action(
        self, line: Line, plot: Plot, position: int, number: str, timescale: Timescale, told: News
    ) -> ActionDraft:
        rng, book = self.rng, self.book
        lead = book.kind_of(line.lead)
        lead = lead if lead in self.present else "council"
        partners = tuple(
            dict.fromkeys(kind for kind in map(book.kind_of, line.partners) if kind in self.present and kind != lead)
        )
        owned = rng.random() >= _UNOWNED
        return ActionDraft(
            line=line,
            plot=plot,
            position=position,
            number=number,
            lead=lead if owned else "",
            lead_text=self._lead_text(lead, partners) if owned else rng.choice(book.unowned),
            partners=partners,
            named_post=rng.choice(book.people["named_posts"][lead]) if owned and rng.random() < _NAMED else "",
            indicator=line.indicator if rng.random() >= _UNMEASURED else "",
            timescale=timescale,
            is_new=plot is Plot.FRESH,
            news=self._news(line, told),
        )

    def _lead_text(self, lead: str, partners: tuple[str, ...]) -> str:
        """Write the lead as officers do: alone, or with those who help."""
        aliases = self.book.organisations["aliases"]
        if partners and self.rng.random() < 0.3:
            return str(aliases[lead]) + self.rng.choice([" / ", " with ", " and "]) + str(aliases[partners[0]])
        return str(aliases[lead])

    def _news(self, line: Line, told: News) -> list[NewsDraft]:
        """Put what happened into words, in order, never after yesterday."""
        rng = self.rng
        yesterday = working_day(self.today - timedelta(days=1))
        self.teller.begins()
        drafts: list[NewsDraft] = []
        state, confidence, reason, before = "", "", "", date.min
        for day, moment in told:
            spread = working_day(day + timedelta(days=rng.randint(-5, 9)))
            latest = working_day(yesterday - timedelta(days=rng.randrange(5)))
            on = min(max(min(spread, latest), before), yesterday)
            before = on
            still = moment is Moment.STILL
            if not still:
                left, confidence = LEAVES[moment]
                state = left.value
                reason = self.teller.reason(line) if needs_reason(confidence) else ""
            words = "" if still else self.teller.says(line, moment, on)
            at = in_working_hours(on, rng)
            if drafts and at <= drafts[-1].at:
                at = drafts[-1].at + timedelta(minutes=rng.randint(5, 50))
            drafts.append(NewsDraft(at, state, str(confidence), words, reason, still, rng.random() < _BY_LEAD))
        return drafts


_NOT_LATE = {Plot.STEADY, Plot.AT_RISK, Plot.RECOVERED, Plot.FRESH, Plot.UNTOUCHED, Plot.WAITING}


def _exact_days(lines: list[Line], plots: list[Plot], *, police_first: bool) -> dict[int, int]:
    """Give some actions a last day exactly a few days from now: days by place in the list.

    ``police_first``: where the force leads some, they are among them.
    """
    places = sorted(range(len(lines)), key=lambda place: police_first and lines[place].lead != "police")
    going = [place for place in places if plots[place] in (Plot.STEADY, Plot.RECOVERED)]
    late = [place for place in places if plots[place] is Plot.SLIPPING]
    return dict(zip(going, SOON, strict=False)) | dict(zip(late, RECENT, strict=False))


def _number(style: int, theme: int, in_theme: int, place: int) -> str:
    """Number an action as the plan does: 3.4, 17 or 3d."""
    if style == 0 or (style == 2 and in_theme > 26):
        return f"{theme}.{in_theme}"
    return str(place) if style == 1 else f"{theme}{chr(96 + in_theme)}"


def _merge(actions: list[ActionDraft]) -> None:
    """Let each merged action point at one that is carried on."""
    hosts = [action.position for action in actions if action.plot in (Plot.STEADY, Plot.FINISHED)]
    for action in actions:
        if action.plot is Plot.MERGED and hosts:
            action.merged_into = hosts[action.position % len(hosts)]
