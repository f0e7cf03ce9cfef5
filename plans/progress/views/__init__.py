"""Pages of how actions go."""
