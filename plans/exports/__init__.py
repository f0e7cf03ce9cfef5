"""Exports: tables to take away."""
