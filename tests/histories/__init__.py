"""Random lives of several offices on the real program: shared by the suite, the state machine and ``run.py prove``."""
