"""Open data: what everybody may read, as files that machines read."""
