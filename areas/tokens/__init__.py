"""Tokens: with one, a program of a person's own reads what that person may see."""
