"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.standards import views

urlpatterns: list[URLPattern] = [
    path("standards/", views.standards, name="standards"),
    path("standards/<slug:framework>/<slug:code>/", views.standard, name="standard"),
]
