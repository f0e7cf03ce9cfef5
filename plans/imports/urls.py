"""Addresses of this room."""

from django.urls import path

from plans.imports import views

_IMPORT = "plans/<int:plan_id>/import/"

urlpatterns = [
    path(_IMPORT, views.upload, name="plan-import"),
    path(_IMPORT + "<int:import_id>/", views.show, name="import"),
    path(_IMPORT + "<int:import_id>/rows/<int:position>/", views.row, name="import-row"),
    path(_IMPORT + "<int:import_id>/confirm/", views.confirm, name="import-confirm"),
    path(_IMPORT + "<int:import_id>/discard/", views.discard, name="import-discard"),
]
