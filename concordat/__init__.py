"""Wiring and toolkit: no tables, knows no area and no plan."""
