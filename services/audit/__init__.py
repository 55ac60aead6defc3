"""Who did what, provably: history of the office, chains, witnesses, support without personal data (handover.md E)."""
