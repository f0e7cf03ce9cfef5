"""Addresses of this room."""

from django.urls import path

from plans.rollups.views.comparing import side_by_side
from plans.rollups.views.quarters import quarter, quarters
from plans.rollups.views.steps import correct, freeze, publish

urlpatterns = [
    path("national/quarters/", quarters, name="quarters"),
    path("national/quarters/compare/", side_by_side, name="quarters-compare"),
    path("national/quarters/<str:name>/", quarter, name="quarter"),
    path("national/quarters/<str:name>/freeze/", freeze, name="quarter-freeze"),
    path("national/quarters/<str:name>/publish/", publish, name="quarter-publish"),
    path("national/quarters/<str:name>/correct/", correct, name="quarter-correct"),
]
