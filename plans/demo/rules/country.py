"""Who stands together with whom, and which story each partnership lives through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from plans.demo.rules.book import Book, Story


@dataclass(frozen=True, slots=True)
class Place:
    """A local area as the demo needs it; organisations are names. ``copy`` 0 is England itself."""

    slug: str
    name: str
    short_name: str
    region: str
    police: str
    ambulance: str
    icb: str
    trust: str
    council: str
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A partnership to be. ``plan_titles`` is empty where there is no plan."""

    slug: str
    name: str
    places: tuple[Place, ...]
    story: Story
    plan_titles: tuple[str, ...]

    @property
    def key(self) -> str:
        """What its seed is made of."""
        return f"{self.slug}/{self.places[0].copy}"


def copied(place: Place, copy: int) -> Place:
    """Return an invented place like ``place`` for a larger country."""
    if copy == 0:
        return place
    number = copy + 1
    return replace(
        place,
        slug=f"{place.slug}-{number}",
        name=f"{place.name} {number}",
        short_name=f"{place.short_name} {number}",
        council=f"{place.council} {number}",
        copy=copy,
    )


def groups_of(book: Book, places: Sequence[Place], copy: int, seed: str) -> list[Group]:
    """Return the partnerships of one copy of the country.

    Those with a told story come first, then one for each story, then the joint ones and the rest:
    a short beginning of the list already shows everything.
    """
    here = {place.slug: copied(place, copy) for place in places}
    rng = Random(f"{seed}/groups/{copy}")
    told = [_alone(here[slug], book.stories[story]) for slug, story in book.country["told"].items() if slug in here]
    joint = list(_joint(book, here, copy))
    taken = {place.slug for group in (*told, *joint) for place in group.places}
    taken |= {copied_slug(slug, copy) for slug in book.country["nothing"]}
    free = [place for place in here.values() if place.slug not in taken]
    rng.shuffle(free)
    rest = [_alone(place, story) for place, story in zip(free, _stories(book, len(free), rng), strict=True)]
    each = sum(not story.is_named for story in book.stories.values())
    return [*told, *rest[:each], *joint, *rest[each:]]


def copied_slug(slug: str, copy: int) -> str:
    """Return the slug of the same place in a copy."""
    return slug if copy == 0 else f"{slug}-{copy + 1}"


def first_of(groups: Iterable[Group], areas: int | None) -> Iterator[Group]:
    """Yield groups until ``areas`` areas have one (all of them where it is None)."""
    count = 0
    for group in groups:
        if areas is not None and count >= areas:
            return
        count += len(group.places)
        yield group


def _alone(place: Place, story: Story) -> Group:
    titles = (f"{place.short_name} crisis care action plan",) if story.has_plan else ()
    return Group(place.slug, place.short_name, (place,), story, titles)


def _joint(book: Book, here: dict[str, Place], copy: int) -> Iterator[Group]:
    for told in book.country["joint"]:
        places = tuple(here[slug] for slug in told["areas"] if slug in here)
        if not places:
            continue
        ending = f" {copy + 1}" if copy else ""
        names = [place.short_name for place in places] if told.get("plan_each") else [told["name"] + ending]
        yield Group(
            slug=copied_slug(told["slug"], copy),
            name=told["name"] + ending,
            places=places,
            story=book.stories[told["story"]],
            plan_titles=tuple(f"{name} crisis care action plan" for name in names),
        )


def _stories(book: Book, count: int, rng: Random) -> list[Story]:
    """Return ``count`` stories: each once, then by weight in even shares, shuffled."""
    stories = [story for story in book.stories.values() if not story.is_named]
    total = sum(story.weight for story in stories)
    more = [story for story in stories for _ in range(max(0, round(story.weight * count / total) - 1))]
    rng.shuffle(more)
    dealt = [*stories, *more]
    fill = max(stories, key=lambda story: story.weight)
    return (dealt + [fill] * count)[:count]
