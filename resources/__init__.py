"""Data files: tariffs, benefits, occupations, regions, names, themes, fonts, words. No logic lives here."""

from __future__ import annotations

import sys
from pathlib import Path


def locate(name: str) -> Path:
    """Where a data file or folder is, e.g. ``locate("tariffs/brackets.csv")``; also inside a frozen program.

    Raises FileNotFoundError when it was not shipped.
    """
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent
    path = base / name
    if not path.exists():
        raise FileNotFoundError(f"resource {name} is missing")
    return path
