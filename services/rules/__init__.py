"""Pure functions over values: no database, no files, no clock, no randomness."""
