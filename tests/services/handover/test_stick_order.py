"""In which order a bundle gets onto a stick: flushed, read back, only then under its name (handover.md C3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.handover.files import Files
from services.handover.stick import UP_FOLDER, Stick, write_to_stick
from tests.services.handover.codec import Offices

SEALED = Offices().seal_up()


class Listening(Files):
    """The real calls, in the order in which they came."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if not name.startswith("_") and callable(found):
            self.heard.append(name)
        return found


def test_flushed_then_read_back_then_named_then_the_folder_flushed(tmp_path: Path) -> None:
    files = Listening()
    name = SEALED.file_name("Bangkleyan")
    write_to_stick(Stick.for_folder(tmp_path), UP_FOLDER, name, SEALED, lambda: None, files=files)
    wanted = ["create", "write", "flush", "close", "read_back", "replace", "flush_folder"]
    assert [call for call in files.heard if call in wanted] == wanted
