"""Rollups: figures per plan, counted again when a plan's mark moves."""
