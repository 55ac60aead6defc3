"""Tests mirror the code: ``tests/<same path>/test_<name>.py``."""
