"""Addresses of this room."""

from django.urls import path

from plans.exports.views import data_sets, papers, plans, summary, workbook

urlpatterns = [
    path("exports/", data_sets.exports, name="exports"),
    path("exports/summary/", summary.summaries, name="summaries"),
    path("exports/summary/<slug:period>/", summary.summary, name="summary"),
    path("exports/summary/<slug:period>.<slug:file_format>", summary.summary_file, name="summary-file"),
    path("exports/<slug:data_set>.<slug:file_format>", data_sets.download, name="export-download"),
    path("plans/<int:plan_id>/export.xlsx", workbook.take, name="plan-workbook"),
    path("plans/<int:plan_id>/export.docx", plans.word, name="plan-word"),
    path("plans/<int:plan_id>/paper/", papers.show, name="plan-paper"),
    path("plans/<int:plan_id>/paper.docx", papers.word, name="plan-paper-word"),
]
