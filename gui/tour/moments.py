"""The moments at which a person sits before the window: their keys, pictures and papers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.application import make_application
from gui.error_page import ErrorPage
from gui.language import language
from gui.offscreen import draw, settle, shown_window
from gui.printing.decision_list import file_name, list_for, write_list_pdf
from gui.tour.typing import type_person
from gui.window import MainWindow
from services import startup
from services.context import AppContext
from services.practice.story import Story, StoryFailed
from services.programmes.queries import decisions, get_programme
from services.settings import Settings, SettingsFile
from services.workers.records import WorkerForm

_SIZE = (1366, 768)
_LONG_S = 120.0
_LOOK_MS = 500


class Moments:
    """Opens a window for each moment and closes it again. Pictures go to screenshots/, papers to pdf/."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._pictures = story.folder / "screenshots"
        self._papers = story.folder / "pdf"
        for folder in (self._pictures, self._papers):
            folder.mkdir()
        make_application(Settings(theme="light", language=language(), reduced_motion=True))
        self._scratch = TemporaryDirectory(prefix="payung-tour-", ignore_cleanup_errors=True)

    def __enter__(self) -> Moments:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._scratch.cleanup()

    def register(self, context: AppContext, person: WorkerForm) -> None:
        """One person through the real form, then the list with everybody in it."""
        with self._window(context) as window:
            QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            settle(window)
            self._page(window, "register")
            try:
                type_person(window, person, context.reference, lambda: self._draw(window, "1-form"))
            except StoryFailed:
                self._draw(window, "1-form-stopped")
                raise
        self.look("2-workers", context, "workers")

    def hand_over(self, context: AppContext, stick: Path) -> None:
        """The four steps of the handover page, up to the receipt and its PDF."""
        with self._window(context) as window:
            QTest.keyClick(window, Qt.Key.Key_F9)
            settle(window)
            page = self._page(window, "handover")
            page.presenter.sticks.pick_folder(stick)  # a folder dialog of the system takes no keys from here
            for _ in range(2):
                settle(window)
                QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            settle(window)
            self._draw(window, "3-receipt")
            page.presenter.desk.save_pdf(self._papers / page.presenter.desk.suggested_file())
            settle(window)

    def look(self, name: str, context: AppContext, key: str, **arguments: Any) -> None:
        """A picture of one page as it is now."""
        with self._story.timed("screenshots"), self._window(context) as window:
            self._page(window, key, **arguments)
            settle(window, _LONG_S)
            self._draw(window, name)

    def decisions(self) -> None:
        """What came back, at the village of the person who was typed, and the list for its notice board."""
        village = next(village for village in self._story.villages if village.by_hand is not None)
        context = village.office
        self.look("7-decisions", context, "decisions")
        view = get_programme(context, self._story.programme)
        paper = list_for(context.reference, village.code, view, decisions(context, view.batch_id), context.now())
        write_list_pdf(self._papers / file_name(paper), paper)
        startup.close(context)

    @contextmanager
    def _window(self, context: AppContext) -> Iterator[MainWindow]:
        """An open office. What goes wrong inside, on whatever thread, ends the tour."""
        folder = Path(self._scratch.name) / context.office.code
        settings = SettingsFile(folder)
        settings.change(theme="light", language=language(), reduced_motion=True)
        troubles: list[BaseException] = []
        with shown_window(folder, settings, _SIZE) as window, _nobody_to_ask(troubles):
            for signal in (window.tasks.faulted, window.tasks.unhandled):
                signal.connect(troubles.append)
            window.keep_context = True
            window.show_office(context)
            settle(window)
            yield window
            settle(window)
        if troubles:
            raise troubles[0]

    def _page(self, window: MainWindow, key: str, **arguments: Any) -> Any:
        """Go there. A page that is missing or could not be built ends the tour."""
        assert window.office is not None
        shown = window.office.navigation.current == key or window.office.open_page(key, **arguments)
        page = window.office.navigation.page(key) if shown else None
        if page is None or isinstance(page, ErrorPage):
            raise StoryFailed("tour.page", page=key)
        return page

    def _draw(self, window: MainWindow, name: str) -> None:
        draw(window, self._pictures / f"{name}.png")


@contextmanager
def _nobody_to_ask(troubles: list[BaseException]) -> Iterator[None]:
    """A question that opens would wait for ever: close it and count it as a trouble."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            troubles.append(StoryFailed("tour.asked", title=dialog.windowTitle()))
            dialog.close()

    timer = QTimer(interval=_LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
