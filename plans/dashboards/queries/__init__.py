"""Reads for pages that answer one question each."""
