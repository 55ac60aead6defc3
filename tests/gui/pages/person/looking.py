"""What the tests of this page ask of it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.pages.person.page import PersonPage
from services.context import AppContext
from services.workers.commands import register_worker
from tests.offices import worker


def settle(qtbot: QtBot, page: PersonPage) -> None:
    """Until everything known is on the page."""
    qtbot.waitUntil(lambda: not page._tools.tasks.busy and (page.is_built() or page.presenter.person is None))
    qtbot.waitUntil(lambda: not page._tools.tasks.busy)


def said(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part))


def save(ctx: AppContext, serial: int = 9001, **over: object) -> str:
    return register_worker(ctx, worker(serial, **over)).first("worker")
