"""The pictures of the guide for officers (docs/panduan/gambar): a few of the screenshots, made small.

A name of a page's screenshot never changes with the order of the pages, so what stands here is found again.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.application import dress, make_application
from gui.offscreen import draw, settle, shown_window
from gui.screenshots import render_all
from models.values import Role
from services import startup
from services.settings import Settings, SettingsFile

SIZE = (1366, 690)
COLOURS = 256
PICTURES: dict[str, str] = {
    "mulai": "setup-01-role",
    "kode-pemulihan": "setup-05-recovery",
    "hari-pertama": "village-home-empty",
    "beranda": "village-home",
    "daftarkan": "village-register",
    "pekerja": "village-workers",
    "impor-kolom": "village-importing-kolom",
    "impor-periksa": "village-importing-periksa",
    "impor-hasil": "village-importing-hasil",
    "serah-terima": "village-handover",
    "tanda-terima": "village-handover-receipt",
    "keputusan": "village-decisions",
    "cadangan": "village-settings",
}
"""Name in the guide → the screenshot it is made from, without the place of its page."""
PRACTICE = "latihan"
"""Drawn apart: the first page of a practising village."""

_PLACE = re.compile(r"^(village|district)-\d\d-")


def render_guide(out: Path, told: Callable[[Path], None] = lambda _: None) -> list[Path]:
    """Draw and shrink every picture of the guide into ``out``; returns the files. One that is not drawn is left out."""
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="payung-panduan-", ignore_cleanup_errors=True) as scratch:
        drawn = render_all(Path(scratch) / "gambar", Role.VILLAGE, "light", SIZE)
        found = {_PLACE.sub(r"\1-", path.stem.removesuffix("-light")): path for path in drawn}
        found[PRACTICE] = _practice(Path(scratch))
        for name, source in {**PICTURES, PRACTICE: PRACTICE}.items():
            if source in found:
                files.append(shrink(found[source], out / f"{name}.png"))
                told(files[-1])
    return files


def _practice(scratch: Path) -> Path:
    from services.practice.rehearsal import make_rehearsal

    app = make_application(Settings())
    assert isinstance(app, QApplication)
    dress(app, Settings(theme="light", reduced_motion=True))
    settings = SettingsFile(scratch / "latihan-pengaturan")
    settings.change(theme="light", reduced_motion=True)
    context = make_rehearsal(scratch / "latihan", datetime.now().astimezone())
    with shown_window(scratch / "latihan-pengaturan", settings, SIZE) as window:
        window.keep_context = True
        window.show_office(context)
        settle(window)
        path = draw(window, scratch / "latihan.png")
    startup.close(context)
    return path


def shrink(source: Path, target: Path) -> Path:
    """The same picture with at most 256 colours: a third of the bytes, and text stays as crisp as it was."""
    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    common = Counter(pixels)
    palette = [colour for colour, _ in common.most_common(COLOURS)]
    nearest = {colour: _nearest(colour, palette) for colour in common}
    flat = bytes(map(nearest.__getitem__, pixels))
    small = QImage(flat, image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8)
    small.setColorTable([colour | 0xFF000000 for colour in palette])
    small.save(str(target), "PNG", 0)  # type: ignore[call-overload]  # 0: the strongest compression
    return target


def _nearest(colour: int, palette: list[int]) -> int:
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255

    def distance(place: int) -> int:
        other = palette[place]
        return (red - (other >> 16 & 255)) ** 2 + (green - (other >> 8 & 255)) ** 2 + (blue - (other & 255)) ** 2

    return min(range(len(palette)), key=distance)
