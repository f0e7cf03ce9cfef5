"""Reads that become files."""
