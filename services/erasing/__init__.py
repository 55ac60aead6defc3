"""Erasing a person for good: the order, what every replica does with it, the files around it (handover.md B9)."""
