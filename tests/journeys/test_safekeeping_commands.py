"""backup, restore, rebuild and passphrase as a person types them: one process each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
OLD, NEW = "hujan turun pagi hari", "gagak sawah lumbung kendi"
VILLAGE = "33.16.06.2002"


def payung(data: Path, *words: str, **secrets: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PAYUNG_PASSPHRASE": OLD, **secrets}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data), *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, check=False
    )


def good(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A village with a kit, the district's secrets, the village's recovery code."""
    folder = tmp_path_factory.mktemp("offices")
    good(payung(folder / "kab", "setup", "--role", "district", "--officer", "Hendro", "--keys",
                str(folder / "safe"), "--json"))  # fmt: skip
    good(payung(folder / "kab", "kit", "--village", VILLAGE, "--to", str(folder / "kits"), "--json"))
    (kit,) = (folder / "kits").glob("*.payung-kit")
    made = good(payung(folder / "desa", "setup", "--role", "village", "--village", VILLAGE, "--officer", "Siti",
                       "--kit", str(kit), "--json"))  # fmt: skip
    return folder / "desa", folder / "safe", made["recovery_code"]


def test_backup_restore_rebuild_check(offices: tuple[Path, Path, str], tmp_path: Path) -> None:
    data, _, _ = offices
    made = good(payung(data, "backup", "--to", str(tmp_path / "disk2"), "--test", "--json"))
    assert (made["sequence"], made["tested"]) == (1, True)
    assert list((tmp_path / "disk2").rglob("000001.payung-cadangan"))
    back = good(payung(data, "restore", made["path"], "--json"))
    assert back["safety_copy"]
    assert good(payung(data, "rebuild", "--json")) == {"workers": 0}
    assert payung(data, "check").returncode == 0
    other = payung(tmp_path / "baru", "restore", made["path"], PAYUNG_PASSPHRASE=NEW)
    assert (other.returncode, other.stdout) == (1, "")
    assert not (tmp_path / "baru" / "payung.db").exists()


def test_repair_and_a_restore_by_the_printed_code(offices: tuple[Path, Path, str], tmp_path: Path) -> None:
    data = Path(shutil.copytree(offices[0], tmp_path / "desa"))
    made = good(payung(data, "backup", "--json"))
    file = data / "payung.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    told = payung(data, "workers")
    assert (told.returncode, "rusak" in told.stderr) == (1, True)
    done = good(payung(data, "repair", "--json"))
    assert (done["kind"], done["lost"], done["new_keys"]) == ("salvaged", 0, False)
    assert (data / "rusak-1" / "payung.db").exists()
    assert payung(data, "check").returncode == 0
    again = payung(data, "repair")
    assert (again.returncode, "utuh" in again.stdout) == (0, True)
    new = tmp_path / "baru"
    secrets = {"PAYUNG_RECOVERY_CODE": offices[2], "PAYUNG_NEW_PASSPHRASE": NEW}
    assert good(payung(new, "restore", "--recovery-code", made["path"], "--json", **secrets))["workers"] == 0
    assert payung(new, "workers", PAYUNG_PASSPHRASE=NEW).returncode == 0


def test_what_is_no_backup_is_one_sentence(offices: tuple[Path, Path, str], tmp_path: Path) -> None:
    (tmp_path / "x.payung-cadangan").write_bytes(b"bukan")
    done = payung(offices[0], "restore", str(tmp_path / "x.payung-cadangan"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_forgotten_passphrase_both_ways(offices: tuple[Path, Path, str]) -> None:
    data, safe, code = offices
    wrong = payung(data, "passphrase", PAYUNG_NEW_PASSPHRASE=NEW, PAYUNG_RECOVERY_CODE="AAAAA")
    assert wrong.returncode == 1
    nothing = payung(data, "passphrase", PAYUNG_NEW_PASSPHRASE=NEW)
    assert (nothing.returncode, "PAYUNG_RECOVERY_CODE" in nothing.stderr) == (1, True)
    good(payung(data, "passphrase", "--json", PAYUNG_NEW_PASSPHRASE=NEW, PAYUNG_RECOVERY_CODE=code.lower()))
    assert payung(data, "check").returncode == 1
    assert payung(data, "check", PAYUNG_PASSPHRASE=NEW).returncode == 0
    keys = [path for path in safe.iterdir() if "AGE-SECRET-KEY" in path.read_text()]
    good(payung(data, "passphrase", "--district-key", str(keys[0]), "--json", PAYUNG_NEW_PASSPHRASE=OLD))
    assert payung(data, "check").returncode == 0
    stranger = payung(data, "passphrase", "--district-key", __file__, PAYUNG_NEW_PASSPHRASE=NEW)
    assert (stranger.returncode, stranger.stderr.count("\n")) == (1, 1)
