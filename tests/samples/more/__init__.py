"""More plans, each with what a careful person reads in it. The areas and the sentences are invented."""

from tests.samples.more import books, colours, layouts, names, numbers, titles
from tests.samples.more.made import PLANS, Made

__all__ = ["PLANS", "Made", "books", "colours", "layouts", "names", "numbers", "titles"]
