"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.opendata.views import embedded, files

_FILE = "<slug:data_set>.<slug:file_format>"
#: One revision of a quarter: what is there never changes.
_REVISION = "data/quarters/<slug:quarter>/revision-<int:revision>"

urlpatterns: list[URLPattern] = [
    path("data/", files.data, name="data"),
    path("data/latest/datapackage.json", files.package, name="data-package"),
    path(f"data/latest/{_FILE}", files.take, name="data-file"),
    path("data/quarters/<slug:quarter>/datapackage.json", files.package_quarter, name="data-quarter-package"),
    path(f"data/quarters/<slug:quarter>/{_FILE}", files.take_quarter, name="data-quarter-file"),
    path(f"{_REVISION}/datapackage.json", files.package_quarter, name="data-revision-package"),
    path(f"{_REVISION}/{_FILE}", files.take_quarter, name="data-revision-file"),
    path("embed/areas/<slug:slug>.svg", embedded.area_bar, name="embed-area"),
    path("embed/map.svg", embedded.england_map, name="embed-map"),
]
