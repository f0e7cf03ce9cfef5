"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.review import views
from plans.review.rules import Move, slug_of

urlpatterns: list[URLPattern] = [
    path(f"plans/<int:plan_id>/{slug_of(move)}/", views.step, {"move": move}, name=f"plan-{slug_of(move)}")
    for move in Move
]
