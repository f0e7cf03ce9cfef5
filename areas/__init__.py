"""Who and where: places, organisations, people, declarations, letters, audit."""
