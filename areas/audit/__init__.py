"""Audit: who did what to which thing, append-only and chained."""
