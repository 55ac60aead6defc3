"""Qt's own words (buttons of file dialogs, context menus of fields) in Indonesian, from our JSON."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTranslator

from resources import locate


class QtWords(QTranslator):
    """Looks a text up by itself, whatever part of Qt asks; unknown texts stay English."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: dict[str, str] = json.loads(locate("i18n/qt_id.json").read_text(encoding="utf-8"))

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._words.get(source)

    def isEmpty(self) -> bool:
        return False
