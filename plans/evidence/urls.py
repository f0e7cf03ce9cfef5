"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.evidence.views import listing, pieces

urlpatterns: list[URLPattern] = [
    path("plans/<int:plan_id>/evidence/", listing.show, name="plan-evidence"),
    path("actions/<int:action_id>/evidence/add/", pieces.add, name="evidence-add"),
    path("evidence/<int:pk>/", pieces.show, name="evidence"),
    path("evidence/<int:pk>/file/", pieces.hand_out, name="evidence-file"),
    path("evidence/<int:pk>/replace/", pieces.replace, name="evidence-replace"),
    path("evidence/<int:pk>/set-aside/", pieces.set_aside, name="evidence-set-aside"),
]
