"""Addresses for machines."""

from django.urls import path

from concordat.health import views

urlpatterns = [
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
]
