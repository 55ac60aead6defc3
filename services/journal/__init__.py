"""The journal: signed changes, the unit of work that writes them, the projections that follow."""
