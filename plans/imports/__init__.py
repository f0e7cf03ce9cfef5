"""Imports: plans as areas really write them, read row by row."""
