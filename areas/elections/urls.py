"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.elections import views

urlpatterns: list[URLPattern] = [
    path("reminders/elections/", views.elections, name="elections"),
    path("reminders/elections/add/", views.election_add, name="election-add"),
    path("reminders/elections/<int:pk>/remove/", views.election_remove, name="election-remove"),
]
