"""Addresses of this room."""

from django.urls import path

from plans.exports.views import download, exports

urlpatterns = [
    path("exports/", exports, name="exports"),
    path("exports/<slug:data_set>.<slug:file_format>", download, name="export-download"),
]
