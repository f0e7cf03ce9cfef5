"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.indicators.views import indicators, readings

urlpatterns: list[URLPattern] = [
    path("plans/<int:plan_id>/indicators/", indicators.listing, name="plan-indicators"),
    path("plans/<int:plan_id>/indicators/add/", indicators.add, name="indicator-add"),
    path("indicators/<int:pk>/", indicators.show, name="indicator"),
    path("indicators/<int:pk>/edit/", indicators.edit, name="indicator-edit"),
    path("indicators/<int:pk>/retire/", indicators.retire, name="indicator-retire"),
    path("indicators/<int:pk>/readings/add/", readings.add, name="reading-add"),
]
