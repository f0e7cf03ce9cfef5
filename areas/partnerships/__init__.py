"""Partnerships: the bodies that sign together, and the areas they cover."""
