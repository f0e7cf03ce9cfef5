"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.progress.views import pages

urlpatterns: list[URLPattern] = [
    path("actions/<int:action_id>/", pages.show, name="action"),
    path("actions/<int:action_id>/updates/add/", pages.add, name="update-add"),
]
