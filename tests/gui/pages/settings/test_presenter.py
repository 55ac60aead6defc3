from __future__ import annotations

from pathlib import Path

from gui.pages.settings.presenter import SettingsPresenter
from services.settings import Settings, SettingsFile
from tests.gui.doubles import Recorder


class FakeShell:
    def __init__(self) -> None:
        self.applied: list[Settings] = []

    def apply_settings(self, before: Settings) -> None:
        self.applied.append(before)


def test_a_choice_is_kept_and_applied_once(tmp_path: Path) -> None:
    shell, settings = FakeShell(), SettingsFile(tmp_path)
    presenter = SettingsPresenter(Recorder(), settings, shell)
    presenter.choose(theme="dark")
    presenter.choose(theme="dark")
    assert SettingsFile(tmp_path).current.theme == "dark"
    assert shell.applied == [Settings()]


def test_a_choice_that_cannot_be_kept_still_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    view, shell = Recorder(), FakeShell()
    presenter = SettingsPresenter(view, SettingsFile(tmp_path / "file"), shell)
    presenter.choose(zoom=125)
    assert "tidak bisa disimpan" in view.last("show_problem")[0]
    assert len(shell.applied) == 1
