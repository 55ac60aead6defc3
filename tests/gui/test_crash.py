from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest

from gui.crash import CrashReporter, report_of

SECRET = "331606" + "5203799004"


def _caught() -> Exception:
    try:
        try:
            int(f"Sutini {SECRET}")
        except ValueError as cause:
            raise KeyError(f"Sutini {SECRET}") from cause
    except KeyError as error:
        return error
    raise AssertionError


def test_the_report_tells_where_and_never_what() -> None:
    report = report_of(_caught(), datetime(2026, 11, 23, 9, 14))
    assert "KeyError" in report and "ValueError" in report and "gui/test_crash.py" in report
    assert SECRET not in report and "Sutini" not in report
    assert str(Path.home()) not in report


def test_what_is_shown_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[tuple[str, str]] = []
    CrashReporter(tmp_path, lambda *told: shown.append(told)).install()
    error = _caught()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(shown) == 1 and "Data yang sudah disimpan tetap aman" in shown[0][0]
    assert "KeyError" in (tmp_path / "masalah.log").read_text(encoding="utf-8")


def test_a_fault_while_a_fault_is_shown_does_not_pile_up(tmp_path: Path) -> None:
    shown: list[str] = []

    def show(sentence: str, _: str) -> None:
        shown.append(sentence)
        reporter.tell(_caught())

    reporter = CrashReporter(tmp_path, show)
    reporter.tell(_caught())
    assert len(shown) == 1
    assert (tmp_path / "masalah.log").read_text(encoding="utf-8").count("KeyError") == 2
