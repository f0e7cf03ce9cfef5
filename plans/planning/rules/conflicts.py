"""Two people changed the same thing: the toolkit's words for it, under this room's roof."""

from concordat.conflicts import Difference, StaleSave, differences

__all__ = ["Difference", "StaleSave", "differences"]
