"""One window for one data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gui.one_window import NAME, claim

ROOT = Path(__file__).parents[2]
HOLD = "from pathlib import Path; import sys; from gui.one_window import claim; held = claim(Path(sys.argv[1])); " \
    "print(bool(held), flush=True); sys.stdin.read()"  # fmt: skip


def test_a_second_program_gets_none_until_the_first_is_gone(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "True"
        assert claim(tmp_path) is None
        first.kill()
    assert (tmp_path / NAME).exists(), "killed: it could not tidy up"
    again = claim(tmp_path)
    assert again is not None
    again.unlock()
    assert not (tmp_path / NAME).exists()


def test_a_folder_that_takes_no_file_is_not_called_open(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    assert claim(tmp_path / "berkas" / "payung") is not None
