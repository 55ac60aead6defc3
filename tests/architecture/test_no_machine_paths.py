"""Nothing in the project tells whose machine it was made on, or which index that machine used."""

from __future__ import annotations

import re

import pytest

from tests.architecture.files import text_files

# Put together here, so that this file does not hold what it looks for.
_FOLDERS = "|".join(("work", "home", "root", "Users"))
_PATH = re.compile(rf"(?:^|[\s\"'`(=:,</])(?:[A-Z]:)?[/\\]+(?:{_FOLDERS})[/\\]+\w", re.MULTILINE)
_INDEX = re.compile(
    "|".join(
        (r"pypi\.(?:org|python)", "python" + "hosted", r"https?://\S+/simple\b", r"registry\.npm", "_proxy=" + "http")
    )
)


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        for name, text in text_files()
        for match in pattern.finditer(text)
    ]


def test_no_paths_of_a_machine() -> None:
    assert found(_PATH) == []


def test_no_package_index() -> None:
    assert found(_INDEX) == []


@pytest.mark.parametrize("folder", _FOLDERS.split("|"))
def test_such_a_path_would_be_seen(folder: str) -> None:
    for before in ("", "see ", '"', "file://", "C:"):
        assert _PATH.search(f"{before}/{folder}/somebody")
    assert not _PATH.search(f"gui/pages/{folder}/page.py")
