"""Invented people and workbooks for practice, tours, screenshots and tests. Nobody in here is real."""
