"""Our template and a village's dirty list after LibreOffice has saved them; the files lie in ``tests/files``.

They were made from our own writers and invented people, converted with ``soffice --convert-to`` and stripped of names
and thumbnails. Where ``soffice`` is on the path, the round is made anew as well.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from services.reference import load_reference
from services.spreadsheets.export import export_workers
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.opening import open_source
from services.spreadsheets.presets import Preset
from services.spreadsheets.records import ImportCheck, RowState
from services.spreadsheets.template import write_template
from tests.offices import worker
from tests.workbooks import TODAY, VILLAGE

FILES = Path(__file__).parents[2] / "files"
KINDS = ("xlsx", "ods", "xls")
REFERENCE = load_reference()
SOFFICE = shutil.which("soffice")


def check(path: Path) -> ImportCheck:
    return check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})


@pytest.mark.parametrize("kind", KINDS)
def test_our_template_filled_in_and_saved_by_libreoffice(kind: str) -> None:
    found = check(FILES / f"contoh_libreoffice.{kind}")
    names = json.loads((FILES / "contoh_libreoffice.json").read_text())
    assert [row.form.full_name for row in found.rows] == names
    assert len(found.going_in) == len(names)
    assert all(len(row.form.nik) == 16 and row.form.birth_date and row.form.occupation_code for row in found.rows)
    assert guess_mapping(open_source(FILES / f"contoh_libreoffice.{kind}")).preset is Preset.TEMPLATE


def test_the_three_kinds_say_the_same() -> None:
    first, second, third = ([row.form for row in check(FILES / f"contoh_libreoffice.{kind}").rows] for kind in KINDS)
    assert first == second == third


@pytest.mark.parametrize("kind", KINDS)
def test_a_dirty_list_saved_by_libreoffice_is_judged_as_before(kind: str) -> None:
    told = json.loads((FILES / "desa_libreoffice.json").read_text())
    found = check(FILES / f"desa_libreoffice.{kind}")
    judged = {str(row.row): [row.state.value, sorted({each.code for each in row.problems})] for row in found.rows}
    assert judged == told
    assert found.count(RowState.HELD) == 17


def saved_by_libreoffice(path: Path, kind: str) -> Path:
    """The same workbook after LibreOffice opened and saved it."""
    out = path.parent / kind
    profile = (path.parent / "profil").as_uri()
    command = [str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=110)
    return out / f"{path.stem}.{kind}"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_through_a_real_libreoffice(tmp_path: Path, kind: str) -> None:
    people = [worker(9001 + at, phone=f"08120000000{at}", address="=1+1" if at else "DK. NGASEM") for at in range(3)]
    export_workers(tmp_path / "ekspor.xlsx", people, REFERENCE)
    found = check(saved_by_libreoffice(tmp_path / "ekspor.xlsx", kind))
    assert [(row.form.nik, row.form.phone, row.form.address) for row in found.rows] == [
        (each.nik, each.phone, each.address) for each in people
    ]
    assert found.rows[0].form.birth_date == people[0].birth_date


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_empty_template_through_a_real_libreoffice(tmp_path: Path) -> None:
    write_template(tmp_path / "contoh.xlsx", REFERENCE)
    source = open_source(saved_by_libreoffice(tmp_path / "contoh.xlsx", "ods"))
    mapping = guess_mapping(source)
    assert (mapping.preset, mapping.rows) == (Preset.TEMPLATE, 0)
