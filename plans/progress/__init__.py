"""Progress: updates on actions, append-only."""
