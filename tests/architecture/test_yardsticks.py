"""Habits that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.files import calls, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 20  # nine of ten
PROGRAM = ("run.py", "main.py", "models", "services", "gui")
MIGRATIONS = "models/migrations/versions/"  # a first migration is one long list of tables


def functions(*folders: str) -> Iterator[tuple[int, str]]:
    """Length and place of every function."""
    for name, text in python_files(*folders):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name.startswith(MIGRATIONS):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{name}:{node.lineno} {node.name}"


def test_files_keep_to_one_subject() -> None:
    assert [name for name, text in python_files() if text.count("\n") > LONGEST_FILE] == []


def test_no_function_is_long() -> None:
    assert [place for length, place in functions() if length > LONGEST_FUNCTION] == []


def test_nine_of_ten_functions_are_short() -> None:
    lengths = sorted(length for length, _ in functions(*PROGRAM))
    assert lengths[len(lengths) * 9 // 10] <= USUAL_FUNCTION


def misplaced(names: set[str], allowed: str, *folders: str) -> list[str]:
    """Calls of these names outside the one file that may make them."""
    return [
        f"{file}:{line}"
        for file, text in python_files(*folders)
        if file != allowed
        for _, name, line in calls(text)
        if name in names
    ]


def test_only_the_unit_of_work_commits() -> None:
    assert misplaced({"commit"}, "models/database.py", *PROGRAM) == []


def test_only_the_theme_sets_style_sheets() -> None:
    assert misplaced({"setStyleSheet"}, "gui/theme.py", "gui") == []


def test_rules_ask_no_clock() -> None:
    rules = ((file, text) for file, text in python_files("services") if file.startswith("services/rules/"))
    asked = [
        f"{file}:{line}"
        for file, text in rules
        for owner, name, line in calls(text)
        if (owner, name) in {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
    ]
    assert asked == []


def test_tests_wait_for_conditions_and_never_for_time() -> None:
    waits = [
        f"{file}:{line}"
        for file, text in python_files("tests")
        if not file.startswith("tests/bench/")  # a typist at five keys a second has a pace; benchmarks are no tests
        for owner, name, line in calls(text)
        if name in {"sleep", "msleep", "usleep", "qWait", "qSleep"} or (owner, name) == ("qtbot", "wait")
    ]
    assert waits == []


def test_calls_are_seen_however_they_are_written() -> None:
    text = "session.commit()\nself.qtbot.wait(5)\nsleep(1)\nget().commit()\n"
    assert list(calls(text)) == [
        ("session", "commit", 1),
        ("qtbot", "wait", 2),
        ("", "sleep", 3),
        ("", "commit", 4),
        ("", "get", 4),
    ]
