"""The invented country, decided from data and a seed: the same every time, no database, no clock."""
