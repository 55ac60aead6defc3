"""A list of SHA-256 sums beside files that are carried on a stick; `sha256sum -c SHA256SUMS` checks it too."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


class Damage(NamedTuple):
    """What differs from the list: files that are not there, and files with other contents."""

    missing: list[str]
    changed: list[str]


def write(folder: Path) -> str:
    """List every file below ``folder`` and return the sum of the list itself, which vouches for all. Raises OSError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    lines = (f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    text = "".join(lines).encode()
    (folder / NAME).write_bytes(text)
    return hashlib.sha256(text).hexdigest()


def damage(folder: Path) -> Damage | None:
    """Compare every listed file; None when there is no list that can be read. Files that are not listed are ignored."""
    listed = _read(folder / NAME)
    if not listed:
        return None
    missing, changed = [], []
    for name, wanted in listed.items():
        try:
            if _sum(folder / name) != wanted:
                changed.append(name)
        except FileNotFoundError:
            missing.append(name)
        except OSError:  # a bad block
            changed.append(name)
    return Damage(missing, changed)


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = [_LINE.fullmatch(line) for line in lines]
    return {match[2]: match[1] for match in found if match} if all(found) else {}


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
