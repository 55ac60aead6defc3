"""Reads a stick and says so when it has begun. Run and killed by ``test_receive_killed.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from services import startup
from services.handover import incoming
from tests.offices import PASSPHRASE


class Spoken:
    """Says every step on stdout."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """One line for each commit that begins."""
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()


def main() -> None:
    """Arguments: data folder, stick."""
    incoming.BUNDLES_PER_COMMIT = 2
    ctx = startup.sign_in(Path(sys.argv[1]), PASSPHRASE)
    incoming.receive(ctx, [Path(sys.argv[2])], Spoken())


if __name__ == "__main__":
    main()
