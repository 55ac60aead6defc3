"""The last resort: an exception nobody expected becomes one plain sentence and a log without personal data.

The log holds where in the program it happened (modules, functions, lines) and the type of the exception, never its
text and never a value: values may be names or numbers of people.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from gui.language import tr
from services.redacting import FAULTS, fault_lines, redact

_FILE = FAULTS
_KEEP_BYTES = 200_000


def report_of(error: BaseException, when: datetime) -> str:
    """What may leave the laptop about an exception."""
    head = f"{when:%Y-%m-%d %H:%M:%S} {platform.system()} {platform.release()} Python {platform.python_version()}"
    return redact("\n".join([head, *fault_lines(error)]) + "\n")


def sentence() -> str:
    """What the person reads."""
    return tr(
        "Ada yang tidak berjalan semestinya. Data yang sudah disimpan tetap aman. "
        "Tutup Payung, lalu buka lagi. Bila terulang, kirim berkas {file} ke kabupaten.",
        file=_FILE,
    )


class CrashReporter:
    """Writes the report and tells whoever shows it. ``show`` gets the sentence and the report."""

    def __init__(self, folder: Path, show: Callable[[str, str], None]) -> None:
        self._path = folder / _FILE
        self._show = show
        self._showing = False

    def install(self) -> None:
        """Take over ``sys.excepthook``, through which PySide6 also sends what fails in a slot."""
        sys.excepthook = self._hook

    def show_with(self, show: Callable[[str, str], None]) -> None:
        """Tell in another way: where nobody looks, a dialog would wait for ever."""
        self._show = show

    def tell(self, error: BaseException) -> None:
        """Keep and show one exception; a second one while the first is on screen is only kept."""
        report = report_of(error, datetime.now().astimezone())
        self._keep(report)
        if not self._showing:
            self._showing = True
            try:
                self._show(sentence(), report)
            finally:
                self._showing = False

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)

    def _keep(self, report: str) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            old = self._path.read_text(encoding="utf-8") if self._path.exists() else ""
            self._path.write_text((old + report + "\n")[-_KEEP_BYTES:], encoding="utf-8")
        except OSError:
            sys.stderr.write(report)
