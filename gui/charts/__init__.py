"""Charts painted by hand: every value is printed, and read out as text."""
