"""Addresses of the bare Django."""

from django.urls import path

from tests.bench.bare import empty, table

urlpatterns = [path("table/", table), path("empty/", empty)]
