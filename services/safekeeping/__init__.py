"""Keys, lock, backup and repair: what keeps an office's data readable to it and to nobody else (handover.md D)."""
