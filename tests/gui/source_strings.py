"""What the source says: literal sentences of the window, literal codes of the services."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def trees(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def _name(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def sentences() -> dict[str, str]:
    """Each literal handed to ``tr``, and each title of a page, with where it stands."""
    found: dict[str, str] = {}
    for path, tree in trees("gui"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            texts = list(node.args[:1]) if _name(node) == "tr" else []
            if _name(node) == "PageSpec":
                texts = [word.value for word in node.keywords if word.arg in {"title", "district_title"}] + node.args[
                    1:2
                ]
            found |= {text: f"{path}:{node.lineno}" for each in texts if (text := _text(each))}
    return found


_FAMILY = frozenset(
    {
        "NotFound",
        "NotAllowed",
        "Conflict",
        "StorageTrouble",
        "AccessDenied",
        "BundleRejected",
        "WorkbookRejected",
        "AppError",
    }
)
_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def raised_codes() -> dict[str, str]:
    """Literal codes of AppErrors and Problems in the services, with where they stand."""
    found: dict[str, str] = {}
    for path, tree in trees("services"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) in _FAMILY | {"Problem", "_problem", "RowProblem"}:
                for part in ast.walk(node):
                    text = _text(part) if isinstance(part, ast.expr) else None
                    if text and _CODE.fullmatch(text):
                        found[text] = f"{path}:{node.lineno}"
    return found


def code_like(areas: frozenset[str]) -> dict[str, str]:
    """Every literal in the services that begins with the area of a known code, wherever it is used."""
    found: dict[str, str] = {}
    for path, tree in trees("services"):
        for node in ast.walk(tree):
            text = _text(node) if isinstance(node, ast.expr) else None
            if text and _CODE.fullmatch(text) and text.split(".")[0] in areas:
                found[text] = f"{path}:{node.lineno}"
    return found


def gaps_of_calls() -> list[tuple[str, str, frozenset[str]]]:
    """(code, where, names of data) of each AppError whose code and data are written out."""
    found = []
    for path, tree in trees("services"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) in _FAMILY and node.args:
                code = _text(node.args[0])
                if code and all(word.arg for word in node.keywords):
                    found.append((code, f"{path}:{node.lineno}", frozenset(str(word.arg) for word in node.keywords)))
    return found
