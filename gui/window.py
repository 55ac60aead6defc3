"""The one top-level window: set-up, sign-in or the open office; keys that work everywhere; closing in order."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gui.application import dress
from gui.confirm import tell_fault
from gui.crash import CrashReporter
from gui.focus_ring import FocusRing
from gui.idle import IdleWatch
from gui.language import tr
from gui.messages import sentence_for
from gui.office import OfficeView
from gui.page import PageSpec, Tone
from gui.pages import PAGES
from gui.pages.setup.page import SetupPage
from gui.pages.sign_in.page import SignInPage
from gui.progress import ProgressWatch
from gui.tasks import TaskRunner
from gui.theme import ZOOMS
from gui.widgets.logo import app_icon
from models.values import Role
from services import startup
from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.progress import Reporter
from services.settings import Settings, SettingsFile

_SMALLEST = (640, 360)
_FIRST_SIZE = (1366, 728)


class MainWindow(QWidget):
    """Holds one view at a time. ``specs``, ``doors``: tests hand in their own."""

    def __init__(
        self,
        data: Path,
        settings: SettingsFile,
        specs: tuple[PageSpec, ...] = PAGES,
        doors: startup.Doors = startup.REAL,
    ) -> None:
        super().__init__()
        self._data, self._settings, self._specs, self._doors = data, settings, specs, doors
        self.tasks = TaskRunner(self)
        self.crash = CrashReporter(data, lambda text, report: tell_fault(self, text, report))
        self.tasks.faulted.connect(self.crash.tell)
        self.tasks.unhandled.connect(self._on_unhandled)
        self.office: OfficeView | None = None
        self.keep_context = False
        """The pictures borrow an open office and go on using it after this window."""
        self._practice = False
        self._practice_folder: TemporaryDirectory[str] | None = None
        self._views = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self._progress = ProgressWatch(self, self.tasks)
        self._ring = FocusRing(self)
        self._idle = IdleWatch(settings.current.lock_minutes, self)
        self._idle.idle.connect(self.lock)
        QApplication.instance().installEventFilter(self._idle)
        self.setWindowTitle("Payung")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self._make_shortcuts()

    # What is on screen

    def begin(self) -> None:
        """First start or sign-in, whichever this folder needs."""
        if startup.state(self._data) == "new":
            self.show_setup()
        else:
            self.show_sign_in()

    def show_setup(self) -> None:
        """The five questions of the first start."""
        page = SetupPage(self.tasks, self._data, secrets.randbelow, self._doors)
        page.done.connect(self.show_office)
        page.practice.connect(lambda role: self._make_practice(page, role))
        self._show(page)

    def show_sign_in(self) -> None:
        """The locked door. An office that is open behind it stays as it was left."""
        page = SignInPage(self.tasks, self._data, self._settings.current.last_user, time.monotonic, self._doors)
        page.opened.connect(self._on_opened)
        if self.office is not None:
            page.show_office(self.office.context)
        self._show(page)
        self._idle.stop()

    def show_office(self, context: AppContext, *, first_page: str = "") -> None:
        """The pages of an open office."""
        self._drop_office()
        self.office = OfficeView(context, self._specs, self.tasks, self._settings, self, practice=self._practice)
        self._show(self.office)
        if not (first_page and self.office.open_page(first_page)):
            self.office.open_first()
        self._remember(last_user=context.user.id)
        self._idle.start()

    def practise(self, context: AppContext) -> None:
        """An office of invented people, marked as such on every page."""
        self._practice = True
        self.show_office(context)

    def _make_practice(self, page: SetupPage, role: Role) -> None:
        """Invent an office in a folder that goes when the window is closed."""
        if self._practice_folder is None:
            self._practice_folder = TemporaryDirectory(prefix="payung-latihan-", ignore_cleanup_errors=True)
        folder = Path(self._practice_folder.name) / secrets.token_hex(4)

        def job(_: Reporter) -> AppContext:
            from services.practice.demo import demo_context  # brings the generator along, so only when wanted

            return demo_context(role, folder)

        def failed(error: AppError) -> None:
            page.show_busy("")
            page.show_trouble(sentence_for(error))

        page.show_busy(tr("Menyiapkan latihan…"))
        self.tasks.run(page, job, self.practise, failed)

    def _on_opened(self, context: AppContext) -> None:
        """Back to the pages as they were left, when the same person comes back."""
        if self.office is not None and self.office.context.user.id == context.user.id:
            startup.close(context)
            self._show(self.office)
            self._idle.start()
        else:
            self.show_office(context)

    def _show(self, view: QWidget) -> None:
        old = self._views.currentWidget()
        if self._views.indexOf(view) < 0:
            self._views.addWidget(view)
        self._views.setCurrentWidget(view)
        if old is not None and old not in (view, self.office):
            self._views.removeWidget(old)
            old.deleteLater()
        view.setFocus()

    def _drop_office(self) -> None:
        if self.office is not None:
            self._views.removeWidget(self.office)
            self.office.deleteLater()
            if not self.keep_context:
                startup.close(self.office.context)
            self.office = None

    # What pages may ask (gui.page.Shell)

    def open_page(self, key: str, **arguments: Any) -> None:
        if self.office is not None:
            self.office.open_page(key, **arguments)

    def go_up(self) -> None:
        if self.office is not None:
            self.office.navigation.go_up()

    def notify(
        self, text: str, tone: Tone = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        if self.office is not None:
            self.office.notify(text, tone, action, on_action)

    def lock(self) -> None:
        """Ask for the passphrase again; unsaved work stays behind the door. Practice has no door."""
        if self.office is None or self._views.currentWidget() is not self.office:
            return
        if self._practice:
            self.notify(tr("Latihan tidak memakai kata sandi, jadi tidak dikunci."), "info")
        else:
            self.show_sign_in()

    def apply_settings(self, before: Settings) -> None:
        """After the settings were changed: theme and zoom at once; another language builds the pages anew."""
        now = self._settings.current
        dress(QApplication.instance(), now)
        self._idle.set_minutes(now.lock_minutes)
        if now.language != before.language and self.office is not None:
            self._rebuild(self.office)

    def _rebuild(self, office: OfficeView) -> None:
        if not office.navigation.can_leave():
            return
        context, key = office.context, office.navigation.current
        self.office = None
        self.office = OfficeView(context, self._specs, self.tasks, self._settings, self, practice=self._practice)
        self._show(self.office)
        self.office.open_page(key)
        self.office.navigation.count()

    # Keys that work everywhere

    def _make_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "F11": self._toggle_full_screen,
            "Ctrl++": lambda: self._zoom_by(1),
            "Ctrl+=": lambda: self._zoom_by(1),
            "Ctrl+-": lambda: self._zoom_by(-1),
            "Ctrl+0": lambda: self._zoom_to(100),
            "Ctrl+L": self.lock,
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _zoom_by(self, steps: int) -> None:
        sizes = [round(factor * 100) for factor in ZOOMS]
        position = sizes.index(self._settings.current.zoom) + steps
        self._zoom_to(sizes[max(0, min(position, len(sizes) - 1))])

    def _zoom_to(self, zoom: int) -> None:
        before = self._settings.current
        self._remember(zoom=zoom)
        self.apply_settings(before)

    # Opening and closing

    def show_as_left(self) -> None:
        """Maximised at first; later as it was when it was closed."""
        settings = self._settings.current
        if settings.window is not None:
            self._place(QRect(*settings.window))
        if settings.maximised:
            self.showMaximized()
        else:
            self.show()

    def _place(self, wanted: QRect) -> None:
        """Only where a screen still is: a second monitor may have been left at the office."""
        if any(screen.availableGeometry().intersects(wanted) for screen in QGuiApplication.screens()):
            self.setGeometry(wanted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Unsaved work is asked about, running work is stopped, the database is closed last."""
        if self.office is not None and not self.office.navigation.can_leave():
            event.ignore()
            return
        self.setEnabled(False)
        self._idle.stop()
        place = self.normalGeometry()
        self._remember(
            maximised=self.isMaximized() or self.isFullScreen(),
            window=(place.x(), place.y(), place.width(), place.height()),
        )
        self.tasks.close()
        self._drop_office()
        if self._practice_folder is not None:
            self._practice_folder.cleanup()
        event.accept()

    def _remember(self, **values: Any) -> None:
        try:
            self._settings.change(**values)
        except StorageTrouble as trouble:
            self.notify(sentence_for(trouble), "warn")

    def _on_unhandled(self, error: AppError) -> None:
        self.notify(sentence_for(error), "err")
