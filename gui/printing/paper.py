"""Painting on A4: black on white, in tenths of a millimetre, so that preview, printer and PDF are one painting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter

from gui.fonts import FALLBACKS, FAMILY, load_fonts

PAGE = QSizeF(2100, 2970)
SIDE = 240.0
RIGHT = PAGE.width() - SIDE
INK, GREY, LINE = QColor("#000000"), QColor("#4A4A4A"), QColor("#8A8A8A")
AT_LEFT, AT_CENTER, AT_RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_POINT = 254 / 72  # tenths of a millimetre
_TALL = 900.0


def page_layout() -> QPageLayout:
    """A4 upright, the margins are painted."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())


@contextmanager
def on_page(painter: QPainter, rect: QRectF) -> Iterator[None]:
    """Paint in tenths of a millimetre into ``rect``, which has A4's shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / PAGE.width(), rect.height() / PAGE.height())
    try:
        yield
    finally:
        painter.restore()


@cache
def paper_font(points: float, weight: int) -> QFont:
    """``points`` on paper. The variable font's own axis: thickening by hand prints badly."""
    load_fonts()
    font = QFont([FAMILY, *FALLBACKS])
    font.setPixelSize(round(points * _POINT))
    font.setVariableAxis(QFont.Tag("wght"), weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # No figures of equal width here: in a PDF they are other glyphs, and the text can no longer be copied.
    # Said outright, because a font inherits what it leaves open from the application's, which has them.
    font.setFeature(QFont.Tag("tnum"), 0)
    return font


def row(y: float, left: float = SIDE, right: float = RIGHT) -> QRectF:
    """Room for text from ``y`` down."""
    return QRectF(left, y, right - left, _TALL)


def text(
    painter: QPainter,
    area: QRectF,
    words: str,
    points: float = 10,
    weight: int = 500,
    align: Qt.AlignmentFlag = AT_LEFT,
    ink: QColor = INK,
) -> float:
    """Wrapped text from the top of ``area``; returns where it ends."""
    painter.setFont(paper_font(points, weight))
    painter.setPen(ink)
    flags = align.value | Qt.TextFlag.TextWordWrap.value
    used = painter.boundingRect(area, flags, words)
    painter.drawText(area, flags, words)
    return used.bottom()


def text_height(words: str, width: float, points: float = 10, weight: int = 500) -> float:
    """How high that text gets in a column of ``width``, without a painter."""
    area = QRectF(0, 0, width, 10 * _TALL)
    return QFontMetricsF(paper_font(points, weight)).boundingRect(area, Qt.TextFlag.TextWordWrap.value, words).height()


def fitted(words: str, width: float, points: float, weight: int = 500, *, lines: int = 1, least: float = 8) -> float:
    """The size in points, at most ``points``, at which a text needs no more than ``lines`` lines of ``width``."""
    while points > least and text_height(words, width, points, weight) > _line_height(points, weight) * lines + 1:
        points -= 0.5
    return points


def _line_height(points: float, weight: int) -> float:
    return QFontMetricsF(paper_font(points, weight)).height()


def letterhead(
    painter: QPainter,
    district: str,
    subdistrict: str,
    office: str,
    y: float = 150,
    *,
    contact: str = "",
    small: bool = False,
) -> float:
    """The lines of a village office and the double rule; returns where it ends.

    ``contact``: address and telephone, where the office wrote them down. The district has no ``subdistrict``.
    ``small``: for half a sheet.
    """
    above, name, below = (9, 12, 8) if small else (11, 15, 9)
    y = text(painter, row(y), f"PEMERINTAH KABUPATEN {district.upper()}", above, 700, AT_CENTER)
    if subdistrict:
        y = text(painter, row(y + 4), f"KECAMATAN {subdistrict.upper()}", above, 700, AT_CENTER)
    title = office.upper() if subdistrict else "DINPERINNAKER"
    y = text(painter, row(y + 4), title, name, 800, AT_CENTER)
    if contact:
        y = text(painter, row(y + 6), contact, fitted(contact, RIGHT - SIDE, below, least=6.5), 500, AT_CENTER)
    painter.fillRect(QRectF(SIDE, y + 22, RIGHT - SIDE, 8), INK)
    painter.fillRect(QRectF(SIDE, y + 36, RIGHT - SIDE, 3), INK)
    return y + 39
