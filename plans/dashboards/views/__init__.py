"""Pages that answer one question first."""
