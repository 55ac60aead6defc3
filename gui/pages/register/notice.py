"""The notice on personal data as the form shows it; its text is data, see ``services.notice``. Plain Python."""

from __future__ import annotations

from gui.language import language, tr
from services.notice import CURRENT, load_notice

NOTICE_VERSION = CURRENT


def notice_paragraphs(place: str) -> tuple[str, ...]:
    """What is read out. ``place``: «desa» or «kelurahan», in the language of the screen."""
    return load_notice(language=language(), urban=place == tr("kelurahan")).short


def notice_core() -> str:
    """The sentence that nobody may miss."""
    return load_notice(language=language()).core
