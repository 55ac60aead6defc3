"""Breaking things on purpose: every I/O call made to fail, processes killed, sticks pulled out.

``shim`` stands between a process and its files, ``host`` runs acts in processes that may die, ``wholeness`` says
whether what is left is whole. The suite runs a few of each, ``run.py prove`` as many as wanted.
"""
