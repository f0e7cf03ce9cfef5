"""Outbox: letters wait in the database until the mail server has accepted them."""
