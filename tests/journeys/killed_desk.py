"""A day at the desk without end: draft, import, bulk change, undo, backup, each told on stdout once it is done.

Run and killed by ``test_killed_desk.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models.values import ActKind
from services import startup
from services.context import AppContext
from services.safekeeping.backups import make_backup
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import register_workers
from services.workers.drafts import save_draft
from services.workers.undo import undo
from tests.offices import PASSPHRASE, worker

EACH = 5
DRAFT = "6f1f7f6e-0000-4000-8000-000000000001"


def main() -> None:
    """Arguments: data folder, number of the first round."""
    ctx = startup.sign_in(Path(sys.argv[1]), PASSPHRASE)
    number = int(sys.argv[2])
    while True:
        day(ctx, number)
        number += 1


def day(ctx: AppContext, number: int) -> None:
    """One round; ``number`` gives the NIK serials and the values."""
    save_draft(ctx, DRAFT, {"round": number}, focus="nik", title="")
    told("draft", number)
    forms = [worker(1000 + number * EACH + index, full_name=f"ROMBONGAN {'ABCDE'[index]}") for index in range(EACH)]
    ids = sorted(register_workers(ctx, forms, kind=ActKind.IMPORT).ids["worker"])
    told("import", number)
    bulk = change_workers(ctx, ids, BulkChange(rt="777"))
    told("bulk", number)
    if number % 2:
        undo(ctx, bulk.act)
        told("undo", number)
    make_backup(ctx)
    told("backup", number)


def told(what: str, number: int) -> None:
    """Acknowledge it."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
