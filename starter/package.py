"""Make the folder that needs no Python: `run.py package --to DIR`. Runs where PyInstaller is installed."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from services import APP_VERSION
from starter import checksums
from starter.words import README_PACKAGE

ROOT = Path(__file__).resolve().parent.parent
NAME = "Payung"
README = "BACA-DULU.txt"
_OURS = re.compile(r"module named .* - imported by .*\b(?:gui|models|resources|services)\.")
_ELSEWHERE = re.compile(r"module named '?(?:resource|pwd|grp|fcntl|posix|msvcrt|winreg|_winapi|nt)\b")  # other systems'


def main(arguments: Sequence[str]) -> int:
    """0 when the folder DIR/Payung is complete."""
    parser = argparse.ArgumentParser(prog="run.py package", description="folder yang jalan tanpa Python")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    target = parser.parse_args(arguments).to.absolute()
    folder = target / NAME
    if folder.exists() and not (folder / checksums.NAME).is_file():
        print(f"payung: Folder {folder} bukan hasil perintah ini. Pilih folder lain.", file=sys.stderr)
        return 1
    if not build(target):
        return 1
    (folder / README).write_text(README_PACKAGE.format(version=APP_VERSION), "utf-8-sig", newline="\r\n")
    seal = checksums.write(folder)
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1_000_000
    print(f"{folder}: {size} MB, {len(files)} berkas. SHA-256 dari {checksums.NAME}: {seal}")
    return 0


def build(target: Path) -> bool:
    """Run PyInstaller; an earlier folder of the same name is replaced. Its words are shown only when it fails."""
    shutil.rmtree(target / NAME, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="payung-package-") as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
        command += ["--distpath", str(target), "--workpath", work, str(ROOT / "packaging" / "payung.spec")]
        environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(Path(work, "cache"))}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        left_out = wrongly_left_out(Path(work, "payung", "warn-payung.txt")) if done.returncode == 0 else []
    for line in left_out:
        print(f"payung: {line}", file=sys.stderr)
    if done.returncode:
        print((done.stdout + done.stderr).decode("utf-8", "replace")[-4000:], file=sys.stderr)
        print("payung: PyInstaller tidak berhasil; keterangannya di atas.", file=sys.stderr)
    return done.returncode == 0 and not left_out


def wrongly_left_out(warnings: Path) -> list[str]:
    """Lines of PyInstaller's list about something that our own modules import and that is not in the folder."""
    lines = warnings.read_text("utf-8", errors="replace").splitlines()
    return [line for line in lines if _OURS.search(line) and not _ELSEWHERE.search(line)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
