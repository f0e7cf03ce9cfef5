"""Organisations: kinds with dates, bodies with predecessors and successors."""
