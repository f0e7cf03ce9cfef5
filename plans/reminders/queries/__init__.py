"""Reads of reminders: who has to hear what, what a digest says, forecast and ledger."""
