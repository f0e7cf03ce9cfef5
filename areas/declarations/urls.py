"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.declarations import views

_DECLARATION = "areas/<slug:slug>/declaration/"
_GROUP = _DECLARATION + "<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path(_DECLARATION, views.declaration, name="declaration"),
    path(_DECLARATION + "edit/", views.declaration_edit, name="declaration-edit"),
    path(_GROUP + "declaration.docx", views.declaration_word, name="declaration-word"),
    path(_GROUP + "texts/", views.declaration_texts, name="declaration-texts"),
    path(_GROUP + "texts/compare/", views.declaration_compare, name="declaration-compare"),
    path(_GROUP + "signed-again/", views.declaration_reaffirm, name="declaration-reaffirm"),
    path(_GROUP + "steps/", views.declaration_steps, name="declaration-steps"),
    path(_GROUP + "steps/organisation/", views.step_organisation, name="declaration-step-organisation"),
    path(_GROUP + "steps/group/", views.step_group, name="declaration-step-group"),
    path(_GROUP + "steps/others/", views.step_others, name="declaration-step-others"),
    path(_GROUP + "steps/check/", views.step_check, name="declaration-step-check"),
    path(_GROUP + "steps/clear/", views.declaration_steps_clear, name="declaration-steps-clear"),
    path(_GROUP + "signatories/add/", views.signatory_add, name="signatory-add"),
    path(_GROUP + "signatories/list/", views.signatory_list, name="signatory-list"),
    path(_GROUP + "signatories/list/check/", views.signatory_list_check, name="signatory-list-check"),
    path(_GROUP + "signatories/list/record/", views.signatory_list_record, name="signatory-list-record"),
    path(_GROUP + "signatories/list/clear/", views.signatory_list_clear, name="signatory-list-clear"),
    path(_GROUP + "signatories/list/<int:pk>/", views.signatory_line, name="signatory-line"),
    path(_GROUP + "signatories/<int:pk>/edit/", views.signatory_edit, name="signatory-edit"),
    path(_GROUP + "signatories/<int:pk>/withdraw/", views.signatory_withdraw, name="signatory-withdraw"),
    path(_GROUP + "signatories/<int:pk>/return/", views.signatory_return, name="signatory-return"),
    path("declarations/copies/<int:pk>/", views.declaration_copy, name="declaration-copy"),
]
