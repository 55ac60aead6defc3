from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.pages import PAGES
from gui.screenshots import render_all
from models.values import Role


@pytest.mark.slow
def test_every_page_and_step_becomes_a_picture_of_its_size(dressed: QApplication, tmp_path: Path) -> None:
    told: list[Path] = []
    files = render_all(tmp_path, Role.VILLAGE, "dark", told=told.append)
    assert files == told
    names = {path.name for path in files}
    for spec in PAGES:
        if Role.VILLAGE in spec.roles:
            assert any(f"-{spec.key}-dark" in name or f"-{spec.key}-" in name for name in names), spec.key
    assert "sign-in-dark.png" in names and "setup-05-recovery-dark.png" in names
    for each in ("sign-in-forgotten", "setup-02-village-kit", "courier-chosen", "courier-copying", "courier-done"):
        assert f"{each}-dark.png" in names
    assert any("-settings-backup-dark" in name for name in names)
    for path in files:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
        colours = {image.pixel(x, y) for x in range(0, 1366, 97) for y in range(0, 768, 61)}
        assert len(colours) > 5, path.name
