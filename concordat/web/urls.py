"""Addresses of the pages of the house."""

from django.urls import path

from concordat.web import views

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("about-the-data/", views.about_data, name="about-data"),
    path("components/", views.components, name="components"),
]
