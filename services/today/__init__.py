"""What a village office has before it today: one reading for its first page."""
