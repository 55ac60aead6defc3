"""The tour as it is called, with the real window: from the keys of the district to the decisions in the villages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.application import dress
from gui.language import set_language
from gui.tour import SUMMARY, run_tour
from gui.tour.words import ProgressLines
from main import main
from services.errors import StorageTrouble
from services.practice.story import StoryFailed, Told
from services.settings import Settings

VILLAGES = ("33.16.06.2002", "33.16.09.1006")
PICTURES = ("1-form", "2-workers", "3-receipt", "4-inbox", "5-programme", "6-decided", "7-decisions")


@pytest.fixture
def plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp, Settings(theme="light"))
    set_language("id")


@pytest.mark.usefixtures("plain_again")
def test_a_small_tour_goes_there_and_back(tmp_path: Path) -> None:
    said: list[str] = []
    out = tmp_path / "tour"
    summary = run_tour(out, full=False, say=said.append, people=24, villages=VILLAGES)

    assert summary == json.loads((out / SUMMARY).read_bytes())
    assert (summary["people"], summary["villages"], summary["bundles"], summary["received"]) == (24, 2, 2, 24)
    assert (summary["funded"], summary["per_worker"], summary["cost"]) == (8, 201_600, 8 * 201_600)
    assert summary["left"] == 0
    assert summary["reserve"] + summary["refused"] == 16
    assert summary["decisions_back"] == 24
    imports = summary["imports"]
    assert imports["rows"] == imports["ready"] + imports["held"] + imports["already_here"]
    assert imports["ready"] == 23  # one person was typed
    assert {"villages", "form", "bundles", "merge", "decisions", "replies", "home"} <= set(summary["seconds"])

    assert sorted(path.stem for path in (out / "screenshots").iterdir()) == list(PICTURES)
    for name in PICTURES:
        image = QImage(str(out / "screenshots" / f"{name}.png"))
        assert (image.width(), image.height()) == (1366, 768)
    papers = sorted((out / "pdf").iterdir())
    assert [path.name.split("-")[0] for path in papers] == ["pengumuman", "serah"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in papers)
    assert len(list((out / "stick" / "PAYUNG").rglob("*.payung"))) == 4
    assert len(list((out / "kits").iterdir())) == len(list((out / "workbooks").iterdir())) == 2
    assert len(said) >= len(summary["seconds"])


@pytest.mark.parametrize("flag", ["--json", "--full"])
def test_a_folder_in_use_is_refused_and_left_alone(
    flag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / SUMMARY).write_text("{}", encoding="utf-8")
    assert main(["tour", "--out", str(tmp_path), flag]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip().startswith(f"Folder {tmp_path.name} sudah berisi.")
    assert [path.name for path in tmp_path.iterdir()] == [SUMMARY]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(StoryFailed, match="tour.folder_used"):
        run_tour(file, full=False)
    with pytest.raises(StorageTrouble, match="folder.not_writable"):
        run_tour(file / "below", full=False)


def test_progress_is_told_at_the_end_of_a_step_and_every_five_seconds() -> None:
    clock = iter((0.0, 1.0, 4.0, 6.0, 7.0, 8.0))
    said: list[str] = []
    lines = ProgressLines(said.append, lambda: next(clock))
    for told in (Told("merge"), Told("merge", 1, 1500), Told("merge", 1499, 1500), Told("merge", 1500, 1500)):
        lines.tell(told)
    lines.tell(Told("merge", seconds=8.0))
    assert said == [
        "[   6.0 s] Kabupaten: baca semua paket 1.499/1.500",
        "[   8.0 s] Kabupaten: baca semua paket: selesai dalam 8,0 detik",
    ]
