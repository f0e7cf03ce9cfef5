"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.partnerships import views

_ONE = "partnerships/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("partnerships/add/", views.partnership_add, name="partnership-add"),
    path(_ONE, views.partnership, name="partnership"),
    path(_ONE + "edit/", views.partnership_edit, name="partnership-edit"),
    path(_ONE + "members/add/", views.member_add, name="member-add"),
    path(_ONE + "members/<int:pk>/edit/", views.member_edit, name="member-edit"),
    path(_ONE + "members/<int:pk>/leave/", views.member_leave, name="member-leave"),
]
