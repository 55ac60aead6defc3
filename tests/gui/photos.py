"""Pictures for tests: plain ones, and such as a stranger might hand in."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

SECRET_NIK = b"3316065203799004"
GPS = b"GPSLatitude 7 6 42.1 S"


def picture(width: int = 640, height: int = 400) -> QImage:
    """Black at the left, white at the right, a red mark in the top left corner."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, QColor("black"))
    painter.fillRect(0, 0, width // 8, height // 8, QColor("red"))
    painter.end()
    return image


def as_bytes(image: QImage, kind: str = "jpeg", **text: str) -> bytes:
    """An image file; ``text`` goes in as comments."""
    for key, value in text.items():
        image.setText(key, value)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data().data())


def noise(width: int, height: int) -> QImage:
    """What compresses worst."""
    import random

    data = random.Random(7).randbytes(width * height * 4)
    return QImage(data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG file."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def exif(orientation: int) -> bytes:
    """A small Exif block: an orientation, a GPS directory with a text in it."""
    text = GPS + b"\0"
    ifd = struct.pack("<H", 2)
    ifd += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    ifd += struct.pack("<HHII", 0x8825, 4, 1, 38)
    ifd += struct.pack("<I", 0)
    gps = struct.pack("<H", 1) + struct.pack("<HHII", 0x0002, 2, len(text), 56) + struct.pack("<I", 0)
    return b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + ifd + gps + text


def with_metadata(jpeg: bytes, orientation: int = 1) -> bytes:
    """A JPEG with place and NIK in it, before the picture and after it."""
    planted = segment(0xE1, exif(orientation)) + segment(0xFE, b"NIK " + SECRET_NIK)
    return jpeg[:2] + planted + jpeg[2:] + b"after the end " + SECRET_NIK


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that says it is ``side`` x ``side``."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(200_000)))
        + chunk(b"IEND", b"")
    )


def gif() -> bytes:
    """Two frames of one pixel."""
    frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 2 + b";"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400"/></svg>'
