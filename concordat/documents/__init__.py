"""Documents in and out: tables, readers, writers, uploads."""
