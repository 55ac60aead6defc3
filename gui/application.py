"""Makes the Qt application: platform, typeface, theme, language, last resort. And runs the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.garbage import GarbageKeeper
from gui.language import set_language, tr
from gui.messages import sentence
from gui.theme import set_reduced_motion, set_theme, set_zoom
from gui.translator import QtWords
from services.context import AppContext
from services.one_program import claim
from services.settings import Settings, SettingsFile

_SCREEN_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_DISPLAY")


def choose_platform() -> bool:
    """On Linux without a screen choose Qt's offscreen platform. True when that was needed; call before Qt starts."""
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _SCREEN_SIGNS):
        return False
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return True


def no_screen_text() -> str:
    """What the program says where there is no screen to show a window on."""
    return tr(
        "Tidak ada layar di komputer ini, jadi Qt memakai gambar tanpa layar (offscreen). "
        "Tanpa jendela: «main.py tour --out FOLDER» memutar seluruh cerita, "
        "«main.py screenshots --out FOLDER» menggambar setiap halaman, «main.py --help» menyebut perintah lainnya."
    )


def make_application(settings: Settings) -> QApplication:
    """The one QApplication, dressed as the settings say."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        # Offices set 125 or 150 %: take fractions as they are rather than rounding the window to 200 %.
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Payung")
    app.setApplicationDisplayName("Payung")
    dress(app, settings)
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Apply language, theme, zoom and motion; also while the program runs."""
    set_language(settings.language)
    _speak(app, settings)
    set_reduced_motion(settings.reduced_motion)
    set_theme(app, settings.theme)
    set_zoom(app, settings.zoom / 100)


def _speak(app: QApplication, settings: Settings) -> None:
    english = settings.language == "en"
    QLocale.setDefault(QLocale("en_GB" if english else "id_ID"))
    worn = app.findChild(QtWords)
    if worn is None and not english:
        app.installTranslator(QtWords(app))
    elif worn is not None and english:
        app.removeTranslator(worn)
        worn.setParent(None)
        worn.deleteLater()


def run_window(data: Path, context: AppContext | None = None) -> int:
    """Show the window and stay until it is closed; 0 when it was shown.

    ``context``: an office that is already open (the demo), shown at once.
    Without a screen on Linux, or with a window of this folder open already: 1, and a line that says so.
    """
    if choose_platform():
        set_language(SettingsFile(data).current.language)
        sys.stderr.write(no_screen_text() + "\n")
        return 1
    from gui.window import MainWindow

    settings = SettingsFile(data)
    app = make_application(settings.current)
    held = claim(data)
    if held is None:
        QMessageBox.information(None, "Payung", sentence("window.already_open"))
        return 1
    window = MainWindow(data, settings)
    window.crash.install()
    if context is None:
        window.begin()
    else:
        window.show_office(context)
    window.show_as_left()
    keeper = GarbageKeeper(app)
    code = app.exec()
    keeper.stop()
    held.release()
    return code
