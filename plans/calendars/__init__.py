"""Calendars: a private address under which a person's calendar program reads their dates."""
