"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.history import views

urlpatterns: list[URLPattern] = [
    path("history/<slug:kind>/<int:pk>/", views.show, name="history"),
]
