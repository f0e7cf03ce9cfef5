"""Roles: who may do what, as one table."""
