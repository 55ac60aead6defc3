"""First start: which office this computer is, who works here, what opens it."""
