"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.reminders.views import asking, choices, forecast, letters, settings

urlpatterns: list[URLPattern] = [
    path("me/letters/", choices.letter_choice, name="letter-choice"),
    path("people/<int:pk>/away/", choices.person_away, name="person-away"),
    path("letters/off/<str:token>/", choices.letters_off, name="letters-off"),
    path("plans/<int:plan_id>/nudge/", asking.plan_nudge, name="plan-nudge"),
    path("actions/<int:action_id>/later/", asking.action_later, name="action-later"),
    path("reminders/", forecast.reminders, name="reminders"),
    path("reminders/preview/<str:day>/<int:person_id>/", forecast.reminder_preview, name="reminder-preview"),
    path("reminders/rules/", settings.reminder_rules, name="reminder-rules"),
    path("reminders/rules/<slug:kind>/", settings.reminder_rule, name="reminder-rule"),
    path("reminders/rules/<slug:kind>/add/", settings.reminder_exception_add, name="reminder-exception-add"),
    path("reminders/exceptions/<int:rule_id>/", settings.reminder_exception, name="reminder-exception"),
    path(
        "reminders/exceptions/<int:rule_id>/remove/",
        settings.reminder_exception_remove,
        name="reminder-exception-remove",
    ),
    path("reminders/letters/", letters.reminder_letters, name="reminder-letters"),
    path("reminders/letters/<int:letter_id>/", letters.reminder_letter, name="reminder-letter"),
    path("reminders/letters/<int:letter_id>/html/", letters.reminder_letter_html, name="reminder-letter-html"),
    path("reminders/letters/<int:letter_id>/resend/", letters.reminder_letter_resend, name="reminder-letter-resend"),
]
