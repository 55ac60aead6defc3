"""Preferences of this machine: how the window looks, where the last stick was. Nothing about people.

Facts about the office travel and live in the database; these stay here, in one small JSON file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from services.errors import StorageTrouble
from services.replacing import put_in_place

Theme = Literal["system", "light", "dark"]
LanguageCode = Literal["id", "en"]

ZOOMS = (100, 112, 125, 150)
_FILE = "pengaturan.json"
_LOCK_MINUTES = range(1, 121)


@dataclass(frozen=True, slots=True)
class Settings:
    """``zoom``: per cent, one of ZOOMS. ``lock_minutes``: idle time before the office locks itself.

    ``last_stick``: folder last used for bundles. ``window``: x, y, width, height of the unmaximised window.
    """

    theme: Theme = "system"
    language: LanguageCode = "id"
    zoom: int = 100
    lock_minutes: int = 10
    reduced_motion: bool = False
    last_stick: str = ""
    last_user: str = ""
    window: tuple[int, int, int, int] | None = None
    maximised: bool = True


class SettingsFile:
    """The preferences in a data folder. A missing or unreadable file means the defaults, never a refusal."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._current = _read(self._path)

    @property
    def current(self) -> Settings:
        """The preferences as last read or changed."""
        return self._current

    def change(self, **values: Any) -> Settings:
        """Set some of them and keep the file. Raises StorageTrouble("settings.not_saved"); the choice still holds."""
        wanted = replace(self._current, **values)
        if wanted != self._current:
            self._current = wanted
            _write(self._path, wanted)
        return self._current


def _read(path: Path) -> Settings:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _checked(found) if isinstance(found, dict) else Settings()


def _checked(found: Mapping[str, Any]) -> Settings:
    """Take each value only when it is one we could have written; a newer program's extra keys are left out."""
    good = {name: found[name] for name in (each.name for each in fields(Settings)) if name in found}
    if isinstance(good.get("window"), list):
        good["window"] = tuple(good["window"])
    return Settings(**{name: value for name, value in good.items() if _fits(name, value)})


def _fits(name: str, value: Any) -> bool:
    if name == "theme":
        return value in get_args(Theme)
    if name == "language":
        return value in get_args(LanguageCode)
    if name == "zoom":
        return value in ZOOMS
    if name == "lock_minutes":
        return type(value) is int and value in _LOCK_MINUTES
    if name == "window":
        return value is None or (isinstance(value, tuple) and len(value) == 4 and all(type(n) is int for n in value))
    return isinstance(value, bool) if name in {"reduced_motion", "maximised"} else isinstance(value, str)


def _write(path: Path, settings: Settings) -> None:
    building = path.with_suffix(".baru")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with building.open("w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(building, path)
    except OSError:
        raise StorageTrouble("settings.not_saved") from None
