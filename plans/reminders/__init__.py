"""Reminders: who has to hear what, and the one digest each person gets."""
