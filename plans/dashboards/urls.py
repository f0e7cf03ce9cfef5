"""Addresses of this room."""

from django.urls import path

from plans.dashboards.views.areas import area, areas
from plans.dashboards.views.heat import region_standards
from plans.dashboards.views.home import home
from plans.dashboards.views.lens import organisation, organisations
from plans.dashboards.views.me import me
from plans.dashboards.views.national import national
from plans.dashboards.views.regions import region, regions
from plans.dashboards.views.similar import similar
from plans.dashboards.views.since import region_since, region_since_word

urlpatterns = [
    path("", home, name="home"),
    path("areas/", areas, name="areas"),
    path("areas/<slug:slug>/", area, name="area"),
    path("areas/<slug:slug>/similar/", similar, name="area-similar"),
    path("me/", me, name="me"),
    path("regions/", regions, name="regions"),
    path("regions/<slug:slug>/", region, name="region"),
    path("regions/<slug:slug>/standards/", region_standards, name="region-standards"),
    path("regions/<slug:slug>/since/", region_since, name="region-since"),
    path("regions/<slug:slug>/since.docx", region_since_word, name="region-since-word"),
    path("organisations/", organisations, name="organisations"),
    path("organisations/<int:pk>/", organisation, name="organisation"),
    path("national/", national, name="national"),
]
