"""Takes in one list after the other, each with 40 new people and all earlier ones; killed by ``test_taking_in.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from services import startup
from services.spreadsheets.records import Choice
from services.spreadsheets.taking_in import write_import
from services.workers.search import count_workers
from tests.offices import PASSPHRASE
from tests.services.spreadsheets.lists import check_here, listed
from tests.workbooks import nik

EACH = 40


def main() -> None:
    """Argument: the data folder."""
    ctx = startup.sign_in(Path(sys.argv[1]), PASSPHRASE)
    while True:
        count = count_workers(ctx) + EACH
        rows = [
            ["SUTARNO", nik(9001 + at % 900, area=f"3316{1 + at // 900:02d}"), float(500_000 + count // EACH)]
            for at in range(count)
        ]
        write_import(ctx, check_here(ctx, listed(("Nama", "NIK", "Penghasilan"), *rows)), default=Choice.UPDATE)
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
