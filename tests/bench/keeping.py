"""A checked backup against a plain copy of the same file, and from the passphrase to the first page."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from gui.application import make_application
from gui.pages.home.page import HomePage
from gui.window import MainWindow
from services import startup
from services.context import AppContext
from services.practice.people import invent_people
from services.reference import load_reference
from services.safekeeping import keyfile
from services.safekeeping.backups import make_backup
from services.settings import Settings, SettingsFile
from services.workers.commands import register_workers
from tests.bench.measure import Line, seconds
from tests.offices import NOW, PASSPHRASE, village_office

PEOPLE = 10_124
_SLEEPING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_PATIENCE_S = 60.0


def bench_keeping(folder: Path) -> list[Line]:
    """Both on an office of 10,124 people."""
    ctx = _office(folder / "data")
    lines = [_backup(ctx, folder)]
    startup.close(ctx)
    lines.append(_sign_in(folder))
    return lines


def _office(folder: Path) -> AppContext:
    ctx = village_office(folder)
    people = invent_people(3, PEOPLE, load_reference(), NOW.date())
    register_workers(ctx, [person.form for person in people if person.form])
    return ctx


def _backup(ctx: AppContext, folder: Path) -> Line:
    size = ctx.paths.database.stat().st_size / 1e6

    def copy() -> None:
        with ctx.paths.database.open("rb") as source, (folder / "copy").open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())

    plain = seconds(copy)
    checked = seconds(lambda: make_backup(ctx))
    ratio = checked / plain
    figure = f"{size / checked:,.0f} MB/s, {ratio:.0f}× a plain copy ({size / plain:,.0f} MB/s) of {size:,.0f} MB"
    return Line("a backup, copied, reopened and checked", figure, "-", True)


def _sign_in(folder: Path) -> Line:
    """From pressing the button to a page that rests, in the real window; Argon2id as it is shipped."""
    data = folder / "data"
    unlocked = keyfile.unlock(data / "kunci.json", None, PASSPHRASE)
    keyfile.put_user(data / "kunci.json", unlocked.database_key, unlocked.user_id, unlocked.user_name, PASSPHRASE)
    derive = seconds(lambda: keyfile.unlock(data / "kunci.json", None, PASSPHRASE))
    make_application(Settings(theme="light", reduced_motion=True))
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as settings:
        window = MainWindow(data, SettingsFile(Path(settings)))
        window.show()
        start = time.perf_counter()
        ctx = startup.sign_in(data, PASSPHRASE)
        opened = time.perf_counter() - start
        window.show_office(ctx)
        window.repaint()
        _rest(window, start)
        taken = time.perf_counter() - start
        window.close()
    parts = f"{opened * 1000:,.0f} ms until the file is open; Argon2id alone {derive * 1000:,.0f} ms"
    return Line(
        f"sign-in to the first page with its figures, {PEOPLE:,} people",
        f"{taken * 1000:,.0f} ms, {taken / derive:.1f}× Argon2id ({parts})",
        "-",
        True,
    )


def _rest(window: MainWindow, start: float) -> None:
    """Until the home page shows its figures; what goes on behind it (a backup, a check) does not count."""
    home = window.office.navigation.page("home") if window.office is not None else None
    assert isinstance(home, HomePage)
    while not home.search.isVisible():
        QApplication.processEvents(_SLEEPING)
        if time.perf_counter() - start > _PATIENCE_S:
            raise TimeoutError("the first page did not come to rest")
    QApplication.processEvents()
