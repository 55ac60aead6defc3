"""Journal to bundle to stick to journal: the files that travel between offices."""
