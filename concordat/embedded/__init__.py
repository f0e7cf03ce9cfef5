"""PostgreSQL and Valkey on a machine that has neither: started from wheels, closed to everybody else."""

from concordat.embedded.errors import EmbeddedError
from concordat.embedded.postgres import EmbeddedPostgres
from concordat.embedded.valkey import EmbeddedValkey

__all__ = ["EmbeddedError", "EmbeddedPostgres", "EmbeddedValkey"]
