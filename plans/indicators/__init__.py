"""Indicators: what is measured, by whom, how often, and the readings over time."""
