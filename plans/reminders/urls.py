"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.reminders.views import choices, forecast, letters, settings

urlpatterns: list[URLPattern] = [
    path("me/letters/", choices.letter_choice, name="letter-choice"),
    path("people/<int:pk>/away/", choices.person_away, name="person-away"),
    path("letters/off/<str:token>/", choices.letters_off, name="letters-off"),
    path("reminders/", forecast.reminders, name="reminders"),
    path("reminders/preview/<str:day>/<int:person_id>/", forecast.reminder_preview, name="reminder-preview"),
    path("reminders/rules/", settings.reminder_rules, name="reminder-rules"),
    path("reminders/rules/<slug:kind>/", settings.reminder_rule, name="reminder-rule"),
    path("reminders/letters/", letters.reminder_letters, name="reminder-letters"),
    path("reminders/letters/<int:letter_id>/", letters.reminder_letter, name="reminder-letter"),
    path("reminders/letters/<int:letter_id>/html/", letters.reminder_letter_html, name="reminder-letter-html"),
    path("reminders/letters/<int:letter_id>/resend/", letters.reminder_letter_resend, name="reminder-letter-resend"),
]
