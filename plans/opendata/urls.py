"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.opendata import views

urlpatterns: list[URLPattern] = [
    path("data/", views.data, name="data"),
    path("data/latest/datapackage.json", views.package, name="data-package"),
    path("data/latest/<slug:data_set>.<slug:file_format>", views.take, name="data-file"),
]
