"""Pictures of what stands before an office: a kit at the first start, a forgotten passphrase, the courier."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from gui.offscreen import draw, settle
from gui.pages.courier.page import CourierPage
from gui.pages.setup.page import SetupPage
from gui.pages.sign_in.page import SignInPage
from gui.widgets.progress_bar import ProgressBar
from gui.window import MainWindow
from services.handover.kits import make_kits
from services.handover.stick_places import Stick

if TYPE_CHECKING:
    from services.practice.demo import Demo

_AT_WORK_S = 10.0
_GIB = 1024**3
_CODE = "H3KXQ-9WMPA-T7BRD-YC4NE-6FJVZ"


@dataclass(frozen=True, slots=True)
class Lent:
    """What the invented offices lend to these pictures. ``kit``: for a village; ``stick``: full of their bundles."""

    kit: Path
    stick: Path
    room: Path


def lend(demo: Demo, folder: Path) -> Lent:
    """Make it in ``folder`` while the district is open."""
    (kit,) = make_kits(demo.district, [demo.village.office.code], folder / "kit")
    stick = folder / "KECAMATAN"
    shutil.copytree(demo.stick, stick)
    return Lent(kit.path, stick, folder)


def with_kit(page: SetupPage, lent: Lent) -> None:
    """The district's kit instead of a search, its six words compared."""
    page.presenter.choose_kit(lent.kit)
    page.village.compare.same.setChecked(True)


def forgotten(window: MainWindow, out: Path, theme: str) -> Iterator[Path]:
    """The card for a forgotten passphrase, half filled."""
    door = window.findChild(SignInPage)
    door.show_forgotten()
    door.forgotten.code.edit.setText(_CODE)
    settle(window)
    yield draw(window, out / f"sign-in-forgotten-{theme}.png")


def courier(window: MainWindow, out: Path, theme: str, lent: Lent) -> Iterator[Path]:
    """The sub-district's page: empty, chosen, while it copies, and after it."""
    window.show_courier()
    settle(window)
    yield draw(window, out / f"courier-{theme}.png")
    page = window.findChild(CourierPage)
    target = lent.room / theme / "DINPERINNAKER"
    target.mkdir(parents=True)
    sticks = (_dressed(lent.stick), _dressed(target))
    page.presenter.use(lambda: sticks)
    settle(window)
    page.presenter.choose_source(str(lent.stick))
    page.presenter.choose_target(str(target))
    settle(window)
    yield draw(window, out / f"courier-chosen-{theme}.png")
    page.presenter.copy()
    _until_under_way(page, window)
    yield draw(window, out / f"courier-copying-{theme}.png")
    settle(window)
    yield draw(window, out / f"courier-done-{theme}.png")


def _dressed(folder: Path) -> Stick:
    return replace(Stick.for_folder(folder), removable=True, free=round(14.2 * _GIB), total=16 * _GIB)


def _until_under_way(page: CourierPage, window: MainWindow) -> None:
    """Some files are across, some are not; or all are, on a fast disk."""
    end, bar = time.monotonic() + _AT_WORK_S, page.findChild(ProgressBar)
    while window.tasks.busy and bar.share() < 0.3 and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
