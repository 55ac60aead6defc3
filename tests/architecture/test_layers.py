"""The import contracts of pyproject.toml: they hold, and each of them can be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.files import ROOT

LINT = "from importlinter.cli import lint_imports_command as run; run()"
EMPTY = (
    "models/__init__.py models/values.py models/worker.py services/__init__.py services/rules/__init__.py "
    "gui/__init__.py gui/format.py gui/indonesian.py gui/language.py gui/messages.py gui/page.py gui/todo.py "
    "gui/sticks/__init__.py gui/sticks/around.py gui/sticks/choosing.py gui/pages/__init__.py "
    "gui/pages/one/__init__.py gui/pages/two/__init__.py gui/pages/two/page.py"
).split()
# One sin for each contract, in the order of pyproject.toml.
SINS = {
    "layers": ("models/values.py", "import services"),
    "qt": ("services/printing.py", "import PySide6.QtGui"),
    "database": ("gui/window.py", "import sqlalchemy"),
    "values": ("gui/sidebar.py", "import models.worker"),
    "rules": ("services/rules/nik.py", "import services.store"),
    "rules-world": ("services/rules/dates.py", "import pathlib"),
    "plain": ("gui/pages/one/presenter.py", "import PySide6.QtCore"),
    "pages": ("gui/pages/one/page.py", "import gui.pages.two.page"),
}


def lint(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return result.returncode, result.stdout + result.stderr


def test_the_contracts_hold() -> None:
    code, output = lint(ROOT)
    assert code == 0, output


def test_each_contract_can_be_broken(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in EMPTY:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    code, output = lint(tmp_path)
    assert code == 0, output

    (tmp_path / "services/store.py").write_text("import sqlalchemy\n", "utf-8")
    for name, line in SINS.values():
        (tmp_path / name).write_text(f"{line}\n", "utf-8")
    code, output = lint(tmp_path)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["id"] for contract in contracts] == list(SINS)
    assert code == 1
    for contract in contracts:
        assert f"{contract['name']} BROKEN" in output
