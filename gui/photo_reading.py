"""A picture from a phone or scanner, made small and plain: JPEG without metadata. Runs off the window's thread.

What comes in is a stranger's file. Its kind is read from its first bytes, its size before anything is decoded, and
everything beside the pixels (place, time, device, comments, thumbnails, colour profile) is left behind.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter, QTransform

from services.errors import StorageTrouble
from services.workers.photos import MOST_BYTES

LONGEST_SIDE = 1600
_SHORTEST_SIDE = 200
_MOST_FILE = 25 * 1024 * 1024
_MOST_PIXELS = 64_000_000  # the largest phone cameras; 30000 x 30000 is fourteen times that
_MOST_MEMORY = 400  # MB while decoding
_QUALITIES = (85, 75, 65, 55, 45)
_SMALLER = (1600, 1280, 1024, 800)
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def read_picture(path: Path) -> QImage:
    """A picture file as plain pixels, upright, at most 1600 on its longer side.

    Raises StorageTrouble("photo.unreadable" | "photo.heic" | "photo.format" | "photo.file_too_big" |
    "photo.too_many_pixels" | "photo.too_small" | "photo.cut_off").
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_FILE + 1)
    except OSError:
        raise StorageTrouble("photo.unreadable") from None
    return decode(data)


def decode(data: bytes) -> QImage:
    """As ``read_picture``, from the bytes of a file."""
    if len(data) > _MOST_FILE:
        raise StorageTrouble("photo.file_too_big")
    kind = _kind_of(data)
    if not (_is_whole_jpeg(data) if kind == "jpeg" else b"IEND" in data[-64:]):
        raise StorageTrouble("photo.cut_off")
    image = _decoded(data, kind)
    if min(image.width(), image.height()) < _SHORTEST_SIDE:
        raise StorageTrouble("photo.too_small")
    return _plain(image)


def encode(image: QImage) -> bytes:
    """JPEG of at most 400 kB: first of lower quality, then smaller. Raises StorageTrouble("photo.too_big")."""
    for side in _SMALLER:
        smaller = image if max(image.width(), image.height()) <= side else _scaled(image, side)
        for quality in _QUALITIES:
            data = _written(smaller, quality)
            if len(data) <= MOST_BYTES:
                return data
    raise StorageTrouble("photo.too_big")


def turned(image: QImage) -> QImage:
    """A quarter to the right."""
    return image.transformed(QTransform().rotate(90))


def _kind_of(data: bytes) -> str:
    """By the first bytes; the name of the file says nothing. Raises StorageTrouble."""
    if data.startswith(_JPEG):
        return "jpeg"
    if data.startswith(_PNG):
        return "png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise StorageTrouble("photo.heic")
    raise StorageTrouble("photo.format")


def _is_whole_jpeg(data: bytes) -> bool:
    """Whether the picture's own data end; a thumbnail inside the metadata has an end of its own and does not count."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # fill bytes
            place += 1
            continue
        length = int.from_bytes(data[place + 2 : place + 4])
        place += 2 + length
        if marker == 0xDA:  # the scan: in it FF D9 stands only for the end
            return data.find(b"\xff\xd9", place) >= 0
    return False


def _decoded(data: bytes, kind: str) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setDecideFormatFromContent(False)  # this kind or none
    reader.setAutoTransform(True)  # upright, as the camera says
    QImageReader.setAllocationLimit(_MOST_MEMORY)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise StorageTrouble("photo.unreadable")
    if size.width() * size.height() > _MOST_PIXELS:
        raise StorageTrouble("photo.too_many_pixels")
    if kind == "jpeg" and max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(_fitting(size))  # decoded small: a 48-megapixel picture takes a few megabytes
    image = reader.read()
    if image.isNull():
        raise StorageTrouble("photo.unreadable")
    return image


def _fitting(size: QSize) -> QSize:
    return size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)


def _plain(image: QImage) -> QImage:
    """New pixels on white: nothing but what is seen goes over."""
    if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = _scaled(image, LONGEST_SIDE)
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(QRect(0, 0, image.width(), image.height()), image)
    painter.end()
    return plain


def _scaled(image: QImage, side: int) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def _written(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    writer.setOptimizedWrite(True)
    writer.write(image)
    return bytes(buffer.data().data())
