"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.calendars import views

urlpatterns: list[URLPattern] = [
    path("me/calendar/", views.my_calendar, name="my-calendar"),
    path("dates/<str:token>/concordat.ics", views.calendar_feed, name="calendar-feed"),
]
