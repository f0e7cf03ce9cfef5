"""Addresses of this room."""

from django.urls import path

from plans.imports import views
from plans.imports.views import difference, reading, telling

_IMPORT = "plans/<int:plan_id>/import/"

urlpatterns = [
    path(_IMPORT, views.upload, name="plan-import"),
    path(_IMPORT + "<int:import_id>/", views.show, name="import"),
    path(_IMPORT + "<int:import_id>/file/", reading.original, name="import-file"),
    path(_IMPORT + "<int:import_id>/reading/", reading.progress, name="import-reading"),
    path(_IMPORT + "<int:import_id>/read-now/", reading.read_now, name="import-read-now"),
    path(_IMPORT + "<int:import_id>/found/", telling.found, name="import-found"),
    path(_IMPORT + "<int:import_id>/found/bring-in/", telling.bring_in, name="import-bring-in"),
    path(_IMPORT + "<int:import_id>/legend/", telling.legend, name="import-legend"),
    path(_IMPORT + "<int:import_id>/names/", telling.names, name="import-names"),
    path(_IMPORT + "<int:import_id>/rows/<int:position>/", views.row, name="import-row"),
    path(_IMPORT + "<int:import_id>/confirm/", views.confirm, name="import-confirm"),
    path(_IMPORT + "<int:import_id>/discard/", views.discard, name="import-discard"),
    path(_IMPORT + "<int:import_id>/compare/", difference.compare, name="import-compare"),
    path(_IMPORT + "<int:import_id>/difference/", difference.difference, name="import-difference"),
    path(_IMPORT + "<int:import_id>/difference/decide/", difference.decisions, name="import-decide"),
    path(_IMPORT + "<int:import_id>/difference/<int:position>/", difference.compared, name="import-compared"),
]
