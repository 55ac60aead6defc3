"""Proofs that can run for hours: ``python3 run.py prove [NAME ...] [--minutes N] [--count N] [--seed N] [--list]``.

Not collected by pytest. The suite runs a small share of the same code; here the figures of ``docs/reliability.md`` are
reached. To add a proof, write ``tests/prove/<name>.py`` with

    def prove(asked: Asked) -> Iterator[Proved]: ...

and one line in ``PROOFS`` of ``tests/prove/__main__.py``. Both types are in ``tests/prove/proved.py``. The rules:

- Yield a ``Proved`` for each line to print (most proofs have one). ``wanted``: what the issue asks for, or what
  ``--count`` asked; ``done``: rounds that ran; ``failures``: rounds that went wrong; ``notes`` say with which seeds.
- ``asked.seeds(10_000)`` gives the seed of each round: as many as wanted, or as ``--count`` says, and it stops when
  ``--minutes`` are over. A round must follow from its seed alone, so that ``--seed S --count 1`` plays it again.
- ``asked.part("bundle")`` says whether a part was asked for: ``run.py prove fuzz:bundle`` runs one part alone.
- A proof that cannot run here (no root, no program) yields ``done=0`` and says why in ``notes``; that is no failure.
- What escapes as an exception is a failure of that proof; the others still run. Exit code 1 when anything failed.
- No personal data in notes; temporary files in ``asked.folder`` alone, which is removed afterwards.
- ``python -m tests.prove`` starts with the paths and the screen that ``tests/conftest.py`` sets, so nothing of the
  person who runs it takes part.
"""
