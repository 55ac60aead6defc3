"""Registers people one by one and says each on stdout once it is saved. Run and killed by ``test_killed.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from services import startup
from services.workers.commands import register_worker, register_workers
from tests.offices import PASSPHRASE, worker


def main() -> None:
    """Arguments: data folder, first serial, people per act."""
    ctx = startup.sign_in(Path(sys.argv[1]), PASSPHRASE)
    serial, each = int(sys.argv[2]), int(sys.argv[3])
    while True:
        forms = [worker(serial + number) for number in range(each)]
        if each == 1:
            register_worker(ctx, forms[0])
        else:
            register_workers(ctx, forms)
        serial += each
        sys.stdout.write(f"{serial}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
