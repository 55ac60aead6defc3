"""The commands about laptops and keys, as a person types them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from main import main
from services import startup
from services.handover.handing_over import hand_over
from services.handover.kits import make_kits
from services.handover.rotating import root_facts
from services.safekeeping.district_keys import RECOVERY_FILE, ROOT_FILE, read_root_secret
from services.safekeeping.paper_keys import PaperKey, lines_of
from services.workers.commands import register_worker
from tests.offices import PASSPHRASE, VILLAGE, district_office, village_office, worker


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district, closed; a village's first bundle lies on the stick."""
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    district = district_office(tmp_path / "kab", keys=tmp_path / "kunci")
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kit")
    startup.close(district)
    village = village_office(tmp_path / "desa", kit=kit.path)
    register_worker(village, worker())
    (tmp_path / "usb").mkdir()
    hand_over(village, tmp_path / "usb")
    startup.close(village)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["--data", str(folder), *words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_from_the_door_to_a_replaced_laptop(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kab = office / "kab"
    assert run(capsys, kab, "receive", str(office / "usb"))[0] == 0
    _, asked = run(capsys, kab, "laptops")
    assert [len(each["words"]) for each in asked["waiting"]] == [6]
    _, admitted = run(capsys, kab, "laptops", "--admit", "all")
    assert admitted["waiting"] == []
    old = next(each["device"] for each in admitted["laptops"] if each["office"] == VILLAGE)
    code, kit = run(capsys, kab, "replace", "--village", VILLAGE, "--to", str(office / "baru"), "--revoke", old)
    assert (code, kit["people"], len(kit["words"])) == (0, 1, 5)
    _, after = run(capsys, kab, "laptops")
    assert [each["revoked"] for each in after["laptops"] if each["device"] == old] == [True]
    monkeypatch.setenv("PAYUNG_KIT_WORDS", " ".join(kit["words"]))
    words = ("setup", "--role", "village", "--village", VILLAGE, "--officer", "Siti Aminah", "--kit", kit["kit"])
    assert run(capsys, office / "laptop-baru", *words)[0] == 0
    _, people = run(capsys, office / "laptop-baru", "workers")
    assert VILLAGE in json.dumps(people) or "SUTINI" in json.dumps(people).upper()


def test_a_kit_that_is_read_later_shows_the_words_to_compare(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    startup.close(village_office(office / "tanpa-kit", seed=5))
    code, told = run(capsys, office / "tanpa-kit", "receive", str(office / "kit"))
    ctx = startup.sign_in(office / "kab", PASSPHRASE)
    assert (code, told["district_words"].split()) == (0, list(root_facts(ctx).print.words))
    startup.close(ctx)
    assert run(capsys, office / "tanpa-kit", "receive", str(office / "kit"))[1]["district_words"] == ""


def test_a_new_recovery_key_by_command(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kab, safe = office / "kab", office / "kunci"
    code, done = run(capsys, kab, "rotate", "--keys", str(safe), "--new-recovery", str(office / "kunci2"))
    assert (code, done["version"]) == (0, 2)
    assert read_root_secret(office / "kunci2") == read_root_secret(safe)
    assert (office / "kunci2" / RECOVERY_FILE).read_text("ascii") != (safe / RECOVERY_FILE).read_text("ascii")
    ctx = startup.sign_in(kab, PASSPHRASE)
    assert root_facts(ctx).recovery == done["recovery"]
    startup.close(ctx)


def test_keys_typed_from_paper_become_files(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = office / "kunci"
    root = (safe / ROOT_FILE).read_text("ascii")
    recovery = (safe / RECOVERY_FILE).read_text("ascii").splitlines()[-1]
    rows = [*lines_of(PaperKey.ROOT, root), *lines_of(PaperKey.RECOVERY, recovery)]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(rows) + "\n"))
    assert run(capsys, office / "kab", "keys-from-paper", "--to", str(office / "salinan"))[0] == 0
    for name in (ROOT_FILE, RECOVERY_FILE):
        assert (office / "salinan" / name).read_bytes() == (safe / name).read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*rows[:2], rows[3], rows[2], *rows[4:]])))
    assert main(["keys-from-paper", "--to", str(office / "lain")]) == 1
    assert "Baris 3" in capsys.readouterr().err and not (office / "lain").exists()


def test_a_stick_read_with_the_recovery_key(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = str(office / "kunci" / RECOVERY_FILE)
    code, done = run(capsys, office / "kab", "recover", "--key", key, "--admit", str(office / "usb"))
    assert (code, len(done["accepted"]), done["refused"]) == (0, 1, [])
    assert main(["--data", str(office / "kab"), "recover", "--key", str(office / "usb"), str(office / "usb")]) == 1
    assert "Kunci pemulihan" in capsys.readouterr().err
