"""The photo of a KTP, small, decoded off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from gui.messages import sentence_for
from services.context import AppContext
from services.errors import StorageTrouble
from services.workers.photos import read_photo

_HIGH = 192  # pixels: three times the height shown, for sharp screens


@dataclass(frozen=True, slots=True)
class Picture:
    """A small image, or why there is none (empty: no photo was taken)."""

    image: QImage | None
    trouble: str = ""


def load_picture(ctx: AppContext, worker_id: str) -> Picture:
    """The photo of this worker. A missing or damaged file is told, not raised."""
    try:
        kept = read_photo(ctx, worker_id)
    except StorageTrouble as trouble:
        return Picture(None, sentence_for(trouble))
    if kept is None:
        return Picture(None)
    buffer = QBuffer()
    buffer.setData(QByteArray(kept.jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    size = reader.size()
    if size.height() > _HIGH:
        reader.setScaledSize(QSize(max(1, size.width() * _HIGH // size.height()), _HIGH))
    image = reader.read()
    return Picture(None if image.isNull() else image)
