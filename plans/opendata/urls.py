"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.opendata.views import embedded, files

urlpatterns: list[URLPattern] = [
    path("data/", files.data, name="data"),
    path("data/latest/datapackage.json", files.package, name="data-package"),
    path("data/latest/<slug:data_set>.<slug:file_format>", files.take, name="data-file"),
    path("embed/areas/<slug:slug>.svg", embedded.area_bar, name="embed-area"),
    path("embed/map.svg", embedded.england_map, name="embed-map"),
]
