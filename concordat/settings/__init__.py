"""Settings: base is always true; local, test and production say where it runs."""
