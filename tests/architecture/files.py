"""The project's own files, as these tests look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NEVER = {"__pycache__", "build", "dist", "out"}


@cache
def all_files() -> tuple[Path, ...]:
    """Every file that is or would be committed; without git, everything outside caches."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if (ROOT / ".git").exists() and listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not _is_cache(path.relative_to(ROOT))]
    return tuple(sorted(path for path in found if path.is_file()))


def _is_cache(path: Path) -> bool:
    return any(part in _NEVER or (part.startswith(".") and part not in {".ci", ".gitignore"}) for part in path.parts)


def text_files() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is text."""
    for path in all_files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def python_files(*folders: str) -> Iterator[tuple[str, str]]:
    """Name and text of the Python files below these folders, or of all of them."""
    for name, text in text_files():
        if name.endswith(".py") and (not folders or name.split("/")[0] in folders):
            yield name, text


def calls(text: str) -> Iterator[tuple[str, str, int]]:
    """Every call as owner, name and line: ``("qtbot", "wait", 12)`` for ``self.qtbot.wait(...)``."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            known = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            yield known, node.func.attr, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node.lineno
