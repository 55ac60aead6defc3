"""The entry itself: where Windows gives a windowed program no output, and where a console knows few characters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import main

FOLDER = Path(main.__file__).parent
COUNT = "['contribution', '--month', '2026-12', '--payer', 'self', '--occupation', 'BTN']"


def start(code: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """A fresh Python in the program's folder, with a terminal of this encoding."""
    command = [sys.executable, "-X", "utf8=0", "-c", f"import sys\n{code}"]
    return subprocess.run(
        command, cwd=FOLDER, env={"PYTHONIOENCODING": encoding, "PATH": ""}, capture_output=True, check=False
    )


def test_without_any_output_it_still_works() -> None:
    done = start(f"sys.stdout = sys.stderr = None\nimport main\nsys.exit(main.main({COUNT}))")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_old_console_gets_all_characters() -> None:
    done = start("import main\nsys.exit(main.main(['contribution', '--help']))", encoding="cp437")
    assert done.returncode == 0
    assert "hitung iuran" in done.stdout.decode("utf-8")
    refused = start("import main\nsys.exit(main.main(['inspect', 'ħāri.payung']))", encoding="cp437")
    assert refused.returncode == 1
    assert refused.stderr.decode("utf-8").strip()
