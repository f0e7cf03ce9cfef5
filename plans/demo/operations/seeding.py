"""Seed the invented country: in one transaction, its mark last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from random import Random

from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from areas.models import Declaration, Partnership, Person, Region
from areas.partnerships.operations import take_back_ordinary_partnerships
from concordat.locks import hold
from concordat.periods import quarter_of
from plans.demo.models import DemoSeed
from plans.demo.operations.book import read_book
from plans.demo.operations.choices import choose_what_is_public
from plans.demo.operations.editions import begin_editions
from plans.demo.operations.groups import GroupWriter, Written
from plans.demo.operations.histories import tell_histories
from plans.demo.operations.letters import choose_how_letters_come
from plans.demo.operations.measures import MeasureWriter
from plans.demo.operations.people import People
from plans.demo.operations.places import Areas, Organisations, load_what_is_missing, read_places
from plans.demo.operations.plans import PlanWriter
from plans.demo.operations.tables import Tables
from plans.demo.rules.country import Group, first_of, groups_of
from plans.demo.rules.days import months_before, working_day
from plans.demo.rules.drafts import PlanDraft
from plans.demo.rules.plans import Author
from plans.demo.rules.timescales import Kept
from plans.models import Action, Plan
from plans.rollups.operations import freeze_quarter, publish_quarter, refresh_plans, take_snapshots

SEED = "concordat"
#: How long ago the partnerships were formed, in months.
_FORMED = 44
_QUARTERS_KEPT = 12
_QUARTERS_PUBLISHED = 4


class RealDataHere(Exception):
    """Somebody's real work is in the tables: the demo keeps out."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "The demo country was not loaded, because this database already holds people, declarations, plans or "
            "partnerships that somebody made. Use an empty database: set DATABASE_URL, or CONCORDAT_HOME, to another one."
        )


@dataclass(frozen=True)
class Seeded:
    """What is there now. ``new``: made by this call; otherwise nothing was changed."""

    new: bool
    size: int
    partnerships: int = 0
    plans: int = 0
    actions: int = 0
    updates: int = 0


@transaction.atomic
def seed(*, password: str, size: int = 1, today: date | None = None, areas: int | None = None) -> Seeded:
    """Write the invented country; the same rows for the same ``size``, ``areas`` and ``today``.

    All dates are counted back from ``today`` (now, where it is not given). ``size`` 10, 20 and 100 add
    copies of England with invented codes; ``areas`` stops after so many areas of each copy.
    Every past day of a plan can be seen in the country of size 1; the larger ones are there to measure with.
    ``password`` opens the six sign-ins; nobody else of the demo can sign in. Where the demo is
    already there nothing is changed. Partnerships that the service made for the areas by itself, and
    that nobody has touched, make way.

    Raises:
        RealDataHere: there are people, declarations, plans or other partnerships, and no mark of a demo.
    """
    hold("load:demo")
    if mark := DemoSeed.objects.first():
        return Seeded(new=False, size=mark.size)
    if Person.objects.exists() or Declaration.objects.exists() or Plan.objects.exists():
        raise RealDataHere
    take_back_ordinary_partnerships()
    if Partnership.objects.exists():
        raise RealDataHere
    day = today or timezone.localdate()
    load_what_is_missing()
    country = Country(day, password)
    country.write(size, areas)
    choose_what_is_public()
    choose_how_letters_come(day)
    if size == 1:
        tell_histories()
        begin_editions(day)
        _keep_quarters(day)
    mark = DemoSeed.objects.create(size=size, seeded_at=timezone.now())
    tables = country.tables
    counts = {name: len(tables.all[name]) for name in ("partnerships", "updates")}
    counts |= {"plans": Plan.objects.count(), "actions": Action.objects.count()}
    record(by=None, verb="seeded the demo country", thing=mark, after=counts)
    refresh_plans(None, day)
    return Seeded(new=True, size=size, **counts)


def _keep_quarters(today: date) -> None:
    """Keep the figures at the end of each of the last quarters, as the clock would have; the newest is not published."""
    quarter = quarter_of(today).previous()
    for ago in range(_QUARTERS_KEPT):
        take_snapshots(quarter.end, today=today)
        if 0 < ago <= _QUARTERS_PUBLISHED:
            freeze_quarter(quarter=quarter, as_at=quarter.end, by=None, today=today)
            publish_quarter(quarter=quarter, revision=1, by=None)
        quarter = quarter.previous()


class Country:
    """Everything that is shared while the country is written, partnership by partnership."""

    def __init__(self, today: date, password: str) -> None:
        """Lock the tables and read what is there."""
        self.today = today
        self.book = read_book()
        self.tables = Tables(timezone.now())
        self.formed_on = working_day(months_before(today, _FORMED))
        self.areas = Areas(self.tables, today)
        self.people = People(self.tables, self.book, password=password, since=self.formed_on, seed=SEED)
        organisations = Organisations(self.tables, self.book)
        self.groups = GroupWriter(self.book, self.tables, self.areas, organisations, self.people, SEED, today)
        self.plans = PlanWriter(self.tables, today)
        self.measures = MeasureWriter(self.tables, today)
        self.timescales: Kept = {}

    def write(self, size: int, areas: int | None) -> None:
        """Write ``size`` copies of the country, never holding more than a few plans in memory."""
        self.people.add_national(dict(Region.objects.order_by("pk").values_list("slug", "pk")))
        for group in chain.from_iterable(self._copies(size, areas)):
            self._group(group)
            self.tables.flush_when_full()
        self.tables.finish()

    def _copies(self, size: int, areas: int | None) -> Iterator[Iterator[Group]]:
        places = [place for place in read_places() if place.slug in self.areas.england]
        for copy in range(size):
            if copy:
                self.areas.copy(places, copy)
            yield first_of(groups_of(self.book, places, copy, SEED), areas)

    def _group(self, group: Group) -> None:
        """Write a partnership with its declaration and plans."""
        written = self.groups.write(group, self.formed_on)
        author = Author(
            self.book,
            names=written.names,
            present=written.organisations,
            today=self.today,
            seed=f"{SEED}/plan/{group.key}",
            kept=self.timescales,
        )
        self.measures.write(group.key, written, always=group.story.is_named)
        drafts = [author.plan(group.story, title) for title in group.plan_titles]
        declaration = self.groups.declare(group, written, self._signed_on(group, drafts))
        for number, draft in enumerate(drafts):
            places = group.places if len(drafts) == 1 else group.places[number : number + 1]
            self._plan(draft, written, declaration, [self.areas.ids[place.slug] for place in places])

    def _plan(self, draft: PlanDraft, written: Written, declaration: int | None, areas: list[int]) -> None:
        self.plans.write(draft, written, declaration, areas)

    def _signed_on(self, group: Group, drafts: list[PlanDraft]) -> date:
        """Return a day before the plan began, or some time in the last year."""
        rng = Random(f"{SEED}/signed/{group.key}")
        before = min((draft.begun_on for draft in drafts), default=self.today - timedelta(days=rng.randint(5, 300)))
        return working_day(before - timedelta(days=rng.randint(15, 90)))
