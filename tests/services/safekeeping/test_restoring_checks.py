"""A backup whose inside was altered is not put in the place of anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import StorageTrouble
from services.safekeeping.backups import make_backup
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_workers
from tests.offices import PASSPHRASE, doors, worker
from tests.world import column


def test_an_altered_journal_is_refused_and_everything_stays(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002)])
    with village.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET header = replace(header, 'worker', 'wonder') WHERE n = 1")
    made = make_backup(village)
    with village.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET header = replace(header, 'wonder', 'worker') WHERE n = 1")
    startup.close(village)
    with pytest.raises(StorageTrouble, match="backup.not_whole"):
        restore_backup(village.paths.data, made.path, PASSPHRASE, doors=doors(9))
    again = startup.sign_in(village.paths.data, PASSPHRASE, doors=doors(10))
    assert column(again, "SELECT count(*) FROM worker") == [2]
    startup.close(again)


def test_what_was_there_lies_beside_as_a_whole_office(village: AppContext, tmp_path: Path) -> None:
    register_workers(village, [worker(9001)])
    made = make_backup(village)
    register_workers(village, [worker(9002)])
    startup.close(village)
    done = restore_backup(village.paths.data, made.path, PASSPHRASE, doors=doors(9))
    startup.close(done.context)
    assert done.safety_copy is not None
    before = startup.open_office(done.safety_copy, PASSPHRASE, doors=doors(10))
    assert column(before, "SELECT count(*) FROM worker") == [2]
    startup.close(before)
