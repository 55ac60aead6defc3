"""One round of the proof of erasure, and that its search would find what is there."""

from __future__ import annotations

import random
from pathlib import Path

from services.context import AppContext
from services.workers.commands import register_worker
from tests.prove.decrypted import decrypted_pages
from tests.prove.erasure import play
from tests.prove.planted import Planted


def test_nobody_comes_back_from_sticks_and_backups(tmp_path: Path) -> None:
    hits, played = play(1, tmp_path)
    assert hits == []
    assert played.files > 40 and played.size > 2**20


def test_the_search_sees_pages_in_clear(village: AppContext) -> None:
    planted = Planted(random.Random(5))
    register_worker(village, planted.form)
    log = village.paths.database.with_name("payung.db-wal")
    assert planted.nik.encode() not in log.read_bytes()
    assert planted.nik.encode() in decrypted_pages(log, village.database.key)
    village.database.fold_log()
    clear = decrypted_pages(village.paths.database, village.database.key)
    assert all(text.encode() in clear for text in planted.texts)
