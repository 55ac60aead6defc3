"""Words that screens never use: cover that may not exist, and begging or shouting at people."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.files import python_files, text_files

_COVER = re.compile(r"\b(?:ter|di)lindungi\b|\bprotected\b", re.IGNORECASE)
_BEGGING = re.compile(r"\b(?:mohon|harap|sila[hk]+an|maaf)\b", re.IGNORECASE)
_GUARD = "is_protected"


def _docstrings(tree: ast.AST) -> set[int]:
    """The nodes that explain rather than speak: every string that is a statement of its own."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _guarded(tree: ast.AST) -> set[int]:
    """Everything inside an ``if`` whose condition asks ``is_protected``."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp) and _GUARD in ast.unparse(node.test):
            body = node.body if isinstance(node.body, list) else [node.body]
            inside |= {id(each) for part in body for each in ast.walk(part)}
    return inside


def literals(text: str) -> Iterator[tuple[str, int, bool]]:
    """Every string that code holds, its line, and whether it is guarded by ``is_protected``."""
    tree = ast.parse(text)
    silent, guarded = _docstrings(tree), _guarded(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value, node.lineno, id(node) in guarded


def promises(text: str) -> list[int]:
    """Lines that promise cover without having asked."""
    return [line for value, line, guarded in literals(text) if not guarded and _COVER.search(value)]


def rude(value: str) -> bool:
    """Whether an Indonesian sentence begs or shouts. Escapes, operators and keys of settings have no letter before."""
    return bool(_BEGGING.search(value) or re.search(r"[A-Za-z}»]!(?:\s|$)", value))


def _translations() -> Iterator[tuple[str, str, str]]:
    for name, text in text_files():
        if name.startswith("resources/i18n/") and name.endswith(".json"):
            for indonesian, english in json.loads(text).items():
                yield name, indonesian, str(english)


def test_no_screen_promises_cover() -> None:
    found = [f"{name}:{line}" for name, text in python_files("gui") for line in promises(text)]
    assert found == []


def test_no_translation_promises_cover() -> None:
    pairs = list(_translations())
    assert pairs
    assert [pair for pair in pairs if _COVER.search(pair[1]) or _COVER.search(pair[2])] == []


def test_nobody_is_begged_or_shouted_at() -> None:
    found = [f"{name}:{line}" for name, text in python_files("gui") for value, line, _ in literals(text) if rude(value)]
    found += [f"{name}: {indonesian}" for name, indonesian, _ in _translations() if rude(indonesian)]
    assert found == []


def test_such_words_would_be_seen() -> None:
    assert promises('x = tr("Keluarga sudah terlindungi")') == [1]
    assert promises('x = tr("Terlindungi") if standing.is_protected else tr("Terdata")') == []
    assert promises('x = tr("Terdata") if standing.is_protected else tr("Terlindungi")') == [1]


@pytest.mark.parametrize("text", ["Mohon tunggu.", "Harap isi NIK.", "Silakan coba lagi.", "Maaf, gagal.", "Berhasil!"])
def test_begging_and_shouting_would_be_seen(text: str) -> None:
    assert rude(text)
    assert not rude("Menunggu. Harapan hidup naik.")
