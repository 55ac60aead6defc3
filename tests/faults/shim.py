"""Builds ``shim.c`` and drives it from inside the process that it was preloaded into."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
LIBRARY = "PAYUNG_SHIM"
"""Environment variable that tells a child which library stands before it."""

ONCE, LASTING, KILL = 1, 2, 3
READS, WRITES = 1, 2


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``number``-th call of these ``kinds`` below the given places fails with ``code``; 0 only counts.

    ``mode``: once, lasting (it and all that follow), or the process is killed there (odd numbers after half a write).
    """

    number: int
    mode: int = ONCE
    kinds: int = WRITES
    code: int = 0


def available() -> bool:
    """Whether calls can be caught here: Linux with a C compiler."""
    return sys.platform == "linux" and shutil.which("cc") is not None


def build(folder: Path) -> Path:
    """Compile into ``folder``."""
    target = folder / "shim.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", target, SOURCE, "-ldl"], check=True)
    return target


def arm(fault: Fault, places: Sequence[Path]) -> None:
    """From now on, until ``disarm``."""
    below = "\n".join(str(place) for place in places).encode()
    _library().shim_arm(below, fault.mode, fault.kinds, fault.code, ctypes.c_long(fault.number))


def disarm() -> tuple[int, str]:
    """How many such calls there were, and the name of the one that failed."""
    library = _library()
    return library.shim_disarm(), library.shim_hit().decode("utf-8", "replace")


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.shim_arm.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    library.shim_disarm.restype = ctypes.c_long
    library.shim_hit.restype = ctypes.c_char_p
    return library
