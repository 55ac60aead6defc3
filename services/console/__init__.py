"""The commands without a window (architecture.md §6): the same services, for automation and for testing."""
