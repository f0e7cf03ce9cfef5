"""Index of the menu's lines for who and where."""

from django.http import HttpRequest

from areas.people.access import invites_somewhere, reach_of
from areas.roles.rules import P
from concordat.web import navigation


def may_see_people(request: HttpRequest) -> bool:
    """Answer whether somebody looks after people."""
    return invites_somewhere(reach_of(request.user))


def looks_after_the_catalogue(request: HttpRequest) -> bool:
    """Answer whether somebody administers the service: they may see the gallery of components."""
    return reach_of(request.user).nationwide(P.MANAGE_CATALOGUE)


def register_all() -> None:
    """Register the rooms' lines; ``order`` says where each stands."""
    navigation.register("Partnerships", "partnerships", may=looks_after_the_catalogue, order=75)
    navigation.register("People", "people", may=may_see_people, order=80)
