"""Evidence: files and links that show what was done; kept, checked, replaced, never deleted."""
