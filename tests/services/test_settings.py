from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import StorageTrouble
from services.settings import Settings, SettingsFile, _checked


def test_a_fresh_folder_has_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).current == Settings()
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(theme="dark", zoom=125, window=(1, 2, 800, 600))
    again = SettingsFile(tmp_path).current
    assert (again.theme, again.zoom, again.window) == ("dark", 125, (1, 2, 800, 600))
    assert [path.name for path in tmp_path.iterdir()] == ["pengaturan.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"zoom": 1000, "theme": "pink", "window": [1, 2]}'])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "pengaturan.json").write_text(text, encoding="utf-8")
    assert SettingsFile(tmp_path).current == Settings()


def test_one_wrong_value_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "pengaturan.json").write_text(json.dumps({"zoom": 7, "language": "en", "later": 1}), encoding="utf-8")
    assert SettingsFile(tmp_path).current == Settings(language="en")


def test_a_folder_that_cannot_be_written_is_told_and_the_choice_still_holds(tmp_path: Path) -> None:
    (tmp_path / "busy").write_text("a file where the folder should be", encoding="utf-8")
    settings = SettingsFile(tmp_path / "busy")
    with pytest.raises(StorageTrouble, match=r"settings\.not_saved"):
        settings.change(theme="dark")
    assert settings.current.theme == "dark"


@given(
    st.dictionaries(
        st.sampled_from(["theme", "zoom", "window", "lock_minutes", "maximised", "x"]), st.from_type(object)
    )
)
def test_whatever_the_file_says_the_result_is_usable(found: dict[str, object]) -> None:
    checked = _checked(found)
    assert checked.theme in {"system", "light", "dark"}
    assert 1 <= checked.lock_minutes <= 120
