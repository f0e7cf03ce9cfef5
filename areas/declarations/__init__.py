"""Declarations: the promise a partnership signed."""
