"""Elections: the weeks before one, in which public bodies hold back, and what letters do meanwhile."""
