"""Pages under /reminders/: forecast, rules, letters."""
