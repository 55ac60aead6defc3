"""The one top-level window: set-up, sign-in or the open office; keys that work everywhere; closing in order."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gui.application import dress
from gui.backing_up import back_up_on_closing
from gui.closed_work import ClosedWork, restored_news
from gui.confirm import tell_fault
from gui.crash import CrashReporter
from gui.focus_ring import FocusRing
from gui.idle import IdleWatch
from gui.language import tr
from gui.messages import sentence_for
from gui.office import OfficeView
from gui.page import Keeps, PageSpec, Resumes, Tone
from gui.pages import PAGES
from gui.pages.courier.page import CourierView
from gui.pages.restoring.page import RestoringPage
from gui.pages.setup.page import SetupPage
from gui.pages.sign_in.page import SignInPage
from gui.progress import ProgressWatch
from gui.session_watch import SessionWatch
from gui.standing_news import notice_news
from gui.tasks import TaskRunner
from gui.theme import ZOOMS
from gui.widgets.logo import app_icon
from models.values import Role
from services import startup
from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.progress import Reporter
from services.safekeeping.repairing import look_around
from services.safekeeping.restoring import Restored
from services.settings import Settings, SettingsFile

_SMALLEST = (640, 360)
_FIRST_SIZE = (1366, 728)
_SOON_MS = 50


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
        self._closed_work = ClosedWork(self, data, doors)
        self.office: OfficeView | None = None
        self.keep_context = False
        """The pictures borrow an open office and go on using it after this window."""
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
        self._session = SessionWatch(self)
        self._session.gone.connect(self.lock)
        self.setWindowTitle("Payung")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self._make_shortcuts()

    # What is on screen

    def begin(self) -> None:
        """First start or sign-in, whichever this folder needs."""
        if startup.state(self._data) == "new" and not look_around(self._data).anything:
            self.show_setup()
        else:
            self.show_sign_in()

    def show_setup(self) -> None:
        """The five questions of the first start."""
        page = SetupPage(self.tasks, self._data, secrets.randbelow, self._doors)
        page.done.connect(self.show_office)
        page.practice.connect(self.make_practice)
        page.courier.connect(self.show_courier)
        page.restore.connect(self.show_restoring)
        self._show(page)

    def show_restoring(self) -> None:
        """A new computer for an office that has a backup."""
        page = RestoringPage(self.tasks, self._data, self._doors)
        page.done.connect(self.show_restored)
        page.left.connect(self.begin)
        self._show(page)

    def show_restored(self, restored: Restored) -> None:
        """The office as it is after a restore, and what was brought back."""
        self.show_office(restored.context)
        assert self.office is not None
        self.office.news.post(restored_news(restored))

    def show_courier(self) -> None:
        """For a sub-district office, which has no office of its own here: files from stick to stick."""
        view = CourierView(self.tasks)
        view.closed.connect(self.begin)
        self._show(view)

    def show_sign_in(self) -> SignInPage:
        """The locked door. An office that is open behind it stays as it was left."""
        page = SignInPage(self.tasks, self._data, self._settings.current.last_user, time.monotonic, self._doors)
        page.opened.connect(self._on_opened)
        page.courier.connect(self.show_courier)
        page.missed.connect(lambda text: self.notify(text, "warn"))
        page.practice.connect(self.make_practice)
        if self.office is not None:
            page.show_office(self.office.context)
            page.practise.hide()  # whoever stands before a locked office must not close it
        page.repairing.connect(self.drop_office)
        self._show(page)
        self._idle.stop()
        return page

    def show_office(self, context: AppContext, *, first_page: str = "") -> None:
        """The pages of an open office."""
        self.drop_office()
        self.office = OfficeView(context, self._specs, self.tasks, self._settings, self)
        self.office.practice_left.connect(self.leave_practice)
        self._show(self.office)
        if not (first_page and self.office.open_page(first_page)):
            self.office.open_first()
        if context.practice is None:
            self._remember(last_user=context.user.id)
        for code in context.notices:
            self.office.news.post(notice_news(code, context.office.role))
        self._idle.start()

    def make_practice(self, role: Role) -> None:
        """Invent an office in a folder of its own; a real office that is open is closed once the other is there."""
        if self.office is not None and not self.office.navigation.can_leave():
            return
        folder = self._new_practice_folder()

        def job(_: Reporter) -> AppContext:
            from services.practice.demo import demo_context  # bring the generator along, so only when wanted
            from services.practice.rehearsal import make_rehearsal

            return make_rehearsal(folder) if role is Role.VILLAGE else demo_context(role, folder)

        view = self._views.currentWidget()
        busy = view.show_busy if isinstance(view, SetupPage) else None

        def failed(error: AppError) -> None:
            if busy is not None:
                busy("")
            if isinstance(view, SetupPage):
                view.show_trouble(sentence_for(error))
            else:
                self._on_unhandled(error)

        if busy is not None:
            busy(tr("Menyiapkan latihan…"))
        title = "" if busy is not None else tr("Menyiapkan latihan")
        self.tasks.run(self, job, self.show_office, failed, title=title, cancellable=False)

    def _new_practice_folder(self) -> Path:
        if self._practice_folder is None:
            self._practice_folder = TemporaryDirectory(prefix="payung-latihan-", ignore_cleanup_errors=True)
        return Path(self._practice_folder.name) / secrets.token_hex(4)

    def leave_practice(self) -> None:
        """Back to the start; what was invented is thrown away unasked."""
        if self.office is None or self.office.context.practice is None:
            return
        if self._practice_folder is None:  # opened by --demo: this whole folder is thrown away, nothing may begin here
            self.close()
            return
        if self.tasks.busy:  # a count may still be reading the file that goes
            QTimer.singleShot(_SOON_MS, self, self.leave_practice)
            return
        page = self.office.navigation.page(self.office.navigation.current)
        if isinstance(page, Keeps):
            page.discard()
        self._idle.stop()
        self.drop_office()
        self._throw_practice_away()
        self.begin()

    def _throw_practice_away(self) -> None:
        if self._practice_folder is not None:
            self._practice_folder.cleanup()
            self._practice_folder = None

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

    def drop_office(self) -> None:
        """Close the office and take its pages down."""
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
        if self.office.context.practice is not None:
            self.notify(tr("Latihan tidak memakai kata sandi, jadi tidak dikunci."), "info")
        else:
            self.office.navigation.put_by()
            self.show_sign_in()

    def restore(self, backup: Path, passphrase: str, recovery_code: str = "") -> None:
        """Put a backup of this office back. The office is closed for it and opened again as it then is."""
        self._closed_work.restore(backup, passphrase, recovery_code)

    def rekey(self, remove: str, passphrase: str) -> None:
        """Give the data a new key without that officer. The office is closed for it, by everything that reads it."""
        self._closed_work.rekey(remove, passphrase)

    def repair(self, passphrase: str) -> None:
        """Mend what the weekly check found. The office is closed for it; the card at the door tells what was saved."""
        self._closed_work.repair(passphrase)

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
        page = office.navigation.page(key)
        place = page.resume_at() if isinstance(page, Resumes) else {}
        self.office = None
        self.office = OfficeView(context, self._specs, self.tasks, self._settings, self)
        self.office.practice_left.connect(self.leave_practice)
        self._show(self.office)
        self.office.open_page(key, **place)
        for news in office.news.standing():
            self.office.news.post(news)
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.listen(int(self.winId()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Unsaved work is asked about, running work is stopped, the database is closed last."""
        if self.office is not None and not self.office.navigation.can_leave():
            event.ignore()
            return
        if self.office is not None:
            self.office.navigation.put_by()
        self.setEnabled(False)
        self._idle.stop()
        place = self.normalGeometry()
        self._remember(
            maximised=self.isMaximized() or self.isFullScreen(),
            window=(place.x(), place.y(), place.width(), place.height()),
        )
        self.tasks.close()
        self.hide()  # the backup takes a moment that nobody needs to watch
        if self.office is not None and self.office.context.cared_for and not self.keep_context:
            back_up_on_closing(self.office.context)
        self.drop_office()
        self._throw_practice_away()
        event.accept()

    def _remember(self, **values: Any) -> None:
        try:
            self._settings.change(**values)
        except StorageTrouble as trouble:
            self.notify(sentence_for(trouble), "warn")

    def _on_unhandled(self, error: AppError) -> None:
        self.notify(sentence_for(error), "err")
