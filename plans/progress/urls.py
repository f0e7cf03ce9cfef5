"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.progress.views import drafts, links, milestones, pages
from plans.progress.views.round import go_through

urlpatterns: list[URLPattern] = [
    path("actions/<int:action_id>/", pages.show, name="action"),
    path("actions/<int:action_id>/updates/add/", pages.add, name="update-add"),
    path("actions/<int:action_id>/draft/", drafts.keep, name="update-draft"),
    path("actions/<int:action_id>/draft/drop/", drafts.drop, name="update-draft-drop"),
    path("plans/<int:plan_id>/round/", go_through, name="plan-round"),
    path("actions/<int:action_id>/milestones/add/", milestones.add, name="milestone-add"),
    path("actions/<int:action_id>/milestones/named/", milestones.add_named, name="milestone-add-named"),
    path("milestones/<int:milestone_id>/edit/", milestones.edit, name="milestone-edit"),
    path("milestones/<int:milestone_id>/done/", milestones.done, name="milestone-done"),
    path("u/<str:token>/", links.answer, name="link"),
    path("u/<str:token>/thanks/", links.thank, name="link-thanks"),
    path("u/<str:token>/renew/", links.renew, name="link-renew"),
]
