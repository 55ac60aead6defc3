"""Write the window's icon as a Windows icon file, for the package: ``python packaging/icon.py OUT.ico``."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # what Explorer and the task bar ask for at 100 to 200 %


def pictures() -> list[bytes]:
    """The logo as PNG, one for each size."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from gui.widgets.logo import paint_logo

    app = QApplication.instance() or QApplication([])
    found = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_logo(painter, QRectF(0, 0, size, size))
        painter.end()
        bytes_ = QByteArray()
        buffer = QBuffer(bytes_)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        found.append(bytes_.data())
    del app
    return found


def icon_file(images: list[bytes]) -> bytes:
    """An ICO file of PNG pictures: a directory of 16 bytes a picture, then the pictures."""
    offset = 6 + 16 * len(images)
    directory = struct.pack("<HHH", 0, 1, len(images))
    for size, image in zip(SIZES, images, strict=True):
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return directory + b"".join(images)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    Path(sys.argv[1]).write_bytes(icon_file(pictures()))
