"""What stands above the page after a restore and after a new key: who is out, and which copies keep the old key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.window import MainWindow
from services import startup
from services.context import AppContext, Paths
from services.safekeeping.accounts import add_officer, remove_officer
from services.safekeeping.backups import make_backup
from services.safekeeping.rekeying import rekey
from services.safekeeping.restoring import restore_backup
from services.settings import SettingsFile
from tests.gui.doubles import CHEAP
from tests.offices import CHEAP as CHEAP_KDF
from tests.offices import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

OTHER = "pasar wage pagi ramai"


@pytest.fixture
def window(qtbot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.tasks.close()
    if window.office is not None:
        startup.close(window.office.context)


def news(qtbot, window: MainWindow, before: AppContext) -> list[tuple[str, str]]:
    """Tone and words of what stands above the page once the office is open again."""
    qtbot.waitUntil(
        lambda: window.office is not None and window.office.context is not before and not window.tasks.busy,
        timeout=20_000,
    )
    assert window.office is not None
    return [(each.tone, " ".join(each.words())) for each in window.office.news.standing()]


def test_a_restore_tells_who_stays_out_and_asks_for_a_new_key(qtbot, window: MainWindow, village: AppContext) -> None:
    ratna = add_officer(village, PASSPHRASE, "Ratna", OTHER, kdf=CHEAP_KDF)
    made = make_backup(village)
    startup.close(village)
    ctx = rekey(village.paths.data, PASSPHRASE, village.user.id, remove=ratna.id, doors=CHEAP).context
    window.show_office(ctx)
    window.restore(made.path, PASSPHRASE)
    ((tone, words),) = news(qtbot, window, ctx)
    assert tone == "warn"
    assert "sudah dikeluarkan dari kantor ini: Ratna" in words
    assert "Ganti kunci data di Pengaturan" in words


def test_a_plain_removal_asks_for_no_new_key(qtbot, window: MainWindow, village: AppContext) -> None:
    ratna = add_officer(village, PASSPHRASE, "Ratna", OTHER, kdf=CHEAP_KDF)
    made = make_backup(village)
    remove_officer(village, ratna.id)
    window.show_office(village)
    window.restore(made.path, PASSPHRASE)
    ((tone, words),) = news(qtbot, window, village)
    assert (tone, "Ratna" in words, "Ganti kunci data" in words) == ("warn", True, False)


def test_a_new_key_names_the_copies_that_keep_the_old_one(qtbot, window: MainWindow, village: AppContext) -> None:
    made = make_backup(village)
    startup.close(village)
    done = restore_backup(village.paths.data, made.path, PASSPHRASE, doors=CHEAP)
    assert done.safety_copy is not None
    file = Paths(done.safety_copy).database
    raw = bytearray(file.read_bytes())
    raw[9000:9100] = bytes(100)
    file.write_bytes(bytes(raw))
    window.show_office(done.context)
    window.rekey("", PASSPHRASE)
    assert any("kunci lama: sebelum-pulih-1." in words for _, words in news(qtbot, window, done.context))
