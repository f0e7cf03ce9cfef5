"""What is asked about plans and actions."""
