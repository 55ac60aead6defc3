"""Is a folder that was carried here whole, and made for this computer? One sentence for each reason that it is not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from starter import checksums, contents

_SPARE = 100 * 1024 * 1024  # what pip needs besides, for a while
_LONGEST_PATH = 259  # Windows, unless an administrator allows longer ones
_COPY_AGAIN = "Salin ulang seluruh folder itu dari USB, lalu jalankan lagi."


def hindrance(folder: Path, environment: Path) -> str:
    """Why ``environment`` cannot be made from this folder, in Indonesian; empty when it can."""
    told = contents.Contents.read(folder)
    if told is None or not (folder / checksums.NAME).is_file():
        return (
            f"Folder {folder} bukan folder pemasangan Payung, atau belum tersalin seluruhnya: "
            f"{contents.NAME} dan {checksums.NAME} harus ada di dalamnya. {_COPY_AGAIN}"
        )
    return _wrong_computer(told) or _no_room(told, environment) or _too_long(told, environment) or _not_whole(folder)


def _wrong_computer(told: contents.Contents) -> str:
    made_for = contents.PLATFORMS.get(told.platform, told.platform)
    if told.platform != contents.this_platform():
        return f"Paket di folder ini untuk {made_for} dengan Python 64-bit; komputer atau Python ini berbeda."
    if contents.this_python() not in told.pythons:
        return (
            f"Paket di folder ini untuk Python {' atau '.join(told.pythons)}; "
            f"yang dipakai sekarang Python {contents.this_python()}. Pasang salah satunya, lalu jalankan lagi."
        )
    return ""


def _no_room(told: contents.Contents, environment: Path) -> str:
    needed = told.installed + _SPARE
    free = shutil.disk_usage(environment.parent).free
    if free >= needed:
        return ""
    return (
        f"Ruang kosong di disk tinggal {_mb(free)} MB, sedangkan Payung perlu {_mb(needed)} MB. "
        "Kosongkan dahulu, lalu jalankan lagi."
    )


def _too_long(told: contents.Contents, environment: Path) -> str:
    if sys.platform != "win32" or len(str(environment / "Lib" / "site-packages")) + 1 + told.longest <= _LONGEST_PATH:
        return ""
    return (
        "Nama folder tempat Payung berada terlalu panjang untuk Windows. "
        "Pindahkan ke folder yang pendek, misalnya C:\\Payung, lalu jalankan lagi."
    )


def _not_whole(folder: Path) -> str:
    found = checksums.damage(folder)
    if found is None:
        return f"Daftar {checksums.NAME} di folder pemasangan tidak terbaca. {_COPY_AGAIN}"
    if found.missing:
        return f"{_some(found.missing)} tidak ada di folder pemasangan. {_COPY_AGAIN}"
    if found.changed:
        return f"{_some(found.changed)} tidak sama dengan aslinya (rusak atau tersalin sebagian). {_COPY_AGAIN}"
    return ""


def _some(names: list[str]) -> str:
    more = f" dan {len(names) - 1} berkas lain" if len(names) > 1 else ""
    return f"Berkas {names[0]}{more}"


def _mb(count: int) -> int:
    return count // (1024 * 1024)
