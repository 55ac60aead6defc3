from __future__ import annotations

import re
import time
import tracemalloc
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gui.messages import TEXTS
from gui.photo_reading import LONGEST_SIDE, decode, encode, read_picture, turned
from services.errors import StorageTrouble
from services.workers.photos import MOST_BYTES
from tests.gui.photos import GPS, SECRET_NIK, SVG, as_bytes, gif, noise, picture, png_bomb, with_metadata

pytestmark = pytest.mark.usefixtures("qapp")


def near(image: QImage, x: int, y: int, colour: str) -> bool:
    seen, wanted = image.pixelColor(x, y), QColor(colour)
    return all(abs(a - b) < 40 for a, b in zip(seen.getRgb()[:3], wanted.getRgb()[:3], strict=True))


def test_place_nik_and_everything_after_the_picture_are_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "ktp.jpg"
    path.write_bytes(with_metadata(as_bytes(picture())))
    assert SECRET_NIK in path.read_bytes() and GPS in path.read_bytes()
    made = encode(read_picture(path))
    for secret in (SECRET_NIK, GPS, b"Exif", b"GPS", b"NIK"):
        assert secret not in made
    assert set(markers(made)) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}  # JFIF, tables, frame, scan: no Exif, no comment
    assert near(decode(made), 600, 200, "white")


def markers(jpeg: bytes) -> list[int]:
    """Kinds of the segments up to the picture's data."""
    found, place = [], 2
    while jpeg[place + 1] != 0xDA:
        found.append(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return [*found, 0xDA]


def test_comments_of_a_png_and_its_colour_profile_are_left_behind() -> None:
    data = as_bytes(picture(), "png", Comment=f"NIK {SECRET_NIK.decode()}")
    assert SECRET_NIK in data
    image = decode(data)
    assert image.textKeys() == [] and not image.colorSpace().isValid()
    made = encode(image)
    assert SECRET_NIK not in made and b"ICC_PROFILE" not in made


@pytest.mark.parametrize(("orientation", "where"), [(1, (20, 20)), (6, (380, 20)), (3, (620, 380)), (8, (20, 620))])
def test_it_stands_upright_as_the_camera_says(orientation: int, where: tuple[int, int]) -> None:
    image = decode(with_metadata(as_bytes(picture()), orientation))
    assert near(image, *where, "red")


def test_a_quarter_turn_and_back() -> None:
    image = decode(as_bytes(picture()))
    once = turned(image)
    assert (once.width(), once.height()) == (400, 640)
    assert near(once, 380, 20, "red")
    assert near(turned(turned(turned(once))), 20, 20, "red")


def test_a_large_photo_becomes_small_whatever_is_on_it() -> None:
    image = decode(as_bytes(noise(2600, 1950)))
    assert max(image.width(), image.height()) == LONGEST_SIDE
    made = encode(image)
    assert len(made) <= MOST_BYTES
    assert made.startswith(b"\xff\xd8\xff")


def test_what_is_transparent_becomes_white() -> None:
    image = QImage(300, 300, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert near(decode(as_bytes(image, "png")), 150, 150, "white")


def jpeg_that_says(width: int, height: int) -> bytes:
    data = as_bytes(picture())
    frame = re.search(rb"\xff[\xc0\xc2]\x00\x11\x08", data)
    assert frame is not None
    at = frame.end()
    return data[:at] + height.to_bytes(2) + width.to_bytes(2) + data[at + 4 :]


HOSTILE = {
    "svg": (SVG, "photo.format"),
    "gif": (gif(), "photo.format"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "photo.heic"),
    "text": (b"bukan foto", "photo.format"),
    "nothing": (b"", "photo.format"),
    "html-in-jpeg": (b"\xff\xd8\xff<html><script>", "photo.cut_off"),
    "png-of-900-megapixels": (png_bomb(), "photo.too_many_pixels"),
    "png-of-two-thousand-million-lines": (png_bomb(2_000_000_000), "photo.unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence_and_quickly(name: str, tmp_path: Path) -> None:
    data, code = HOSTILE[name]
    path = tmp_path / "ktp.jpg"  # the ending says nothing
    path.write_bytes(data)
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(StorageTrouble) as refused:
        read_picture(path)
    assert time.perf_counter() - begun < 1
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
    assert refused.value.code == code and code in TEXTS


def test_a_jpeg_that_says_it_is_enormous_is_refused() -> None:
    with pytest.raises(StorageTrouble, match="too_many_pixels"):
        decode(jpeg_that_says(30_000, 30_000))


@pytest.mark.parametrize("kind", ["jpeg", "png"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_refused(kind: str, share: float) -> None:
    data = as_bytes(noise(400, 400), kind)
    with pytest.raises(StorageTrouble, match="cut_off"):
        decode(data[: int(len(data) * share)])


def test_a_thumbnail_does_not_pass_for_the_whole() -> None:
    """The end of the small picture inside the metadata is not the end of the picture."""
    from tests.gui.photos import segment

    data = as_bytes(noise(400, 400))
    planted = data[:2] + segment(0xE1, b"Exif\0\0" + as_bytes(picture(64, 40))) + data[2:]
    assert decode(planted).width() == 400
    with pytest.raises(StorageTrouble, match="cut_off"):
        decode(planted[: len(planted) * 2 // 3])


def test_too_small_too_heavy_and_gone(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="too_small"):
        decode(as_bytes(picture(300, 150)))
    with pytest.raises(StorageTrouble, match="file_too_big"):
        decode(b"\xff\xd8\xff" + bytes(26 * 1024 * 1024))
    with pytest.raises(StorageTrouble, match="unreadable"):
        read_picture(tmp_path / "none.jpg")
    with pytest.raises(StorageTrouble, match="unreadable"):
        read_picture(tmp_path)


def test_it_works_off_the_window_thread(qapp: QApplication) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(lambda: encode(decode(as_bytes(noise(1200, 900))))).result()
    assert len(made) <= MOST_BYTES
