"""Codes of the services as sentences: (Indonesian, English), one file per area.

Each says what is the case and what to do, one sentence each. No apology, no exclamation mark, no technical word.
"""
