"""What was promised and what has been done."""
