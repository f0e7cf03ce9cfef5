"""Writes the invented country: whole, or not at all."""

from plans.demo.operations.seeding import RealDataHere, Seeded, seed

__all__ = ["RealDataHere", "Seeded", "seed"]
