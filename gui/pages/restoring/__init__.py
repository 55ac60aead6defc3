"""A new computer for an office that has a backup: pick the file, open it, go on working."""
