"""Schema steps. Frozen: a step never imports the tables of today."""
