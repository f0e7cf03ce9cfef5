"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.public.views import choices, pages

urlpatterns: list[URLPattern] = [
    path("areas/<slug:slug>/plan/", pages.show, name="plan-public"),
    path("plans/<int:plan_id>/public/", choices.choose, name="plan-choices"),
    path("plans/<int:plan_id>/public/preview/", choices.preview, name="plan-public-preview"),
    path("updates/<int:update_id>/public/", choices.wording, name="update-public"),
]
