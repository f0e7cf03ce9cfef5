"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.people import views

urlpatterns: list[URLPattern] = [
    path("account/", views.account, name="account"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.people_invite, name="people-invite"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person-edit"),
    path("people/<int:pk>/letter/", views.person_letter, name="person-letter"),
    path("people/<int:pk>/address/", views.person_address, name="person-address"),
    path("people/<int:pk>/close/", views.account_close, name="account-close"),
    path("people/<int:pk>/open/", views.account_open, name="account-open"),
    path("people/<int:pk>/roles/<int:membership>/end/", views.membership_end, name="membership-end"),
]
