"""The commands without a window, as a script would use them: exit codes, JSON, one clear sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from main import main
from tests.offices import OTHER_VILLAGE, VILLAGE

PASSPHRASE = "hujan turun pagi hari"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)


Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, Any, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        result = json.loads(said.out) if "--json" in arguments and said.out else said.out
        return code, result, said.err

    return call


@pytest.fixture
def district(run: Run, tmp_path: Path) -> Path:
    data = tmp_path / "district"
    code, made, _ = run(
        "--data", data, "setup", "--role", "district", "--officer", "Hendro", "--keys", tmp_path / "keys", "--json"
    )
    assert (code, made["office"]) == (0, "33.16")
    assert len(made["recovery_code"].replace("-", "").replace(" ", "")) == 25
    return data


def make_village(run: Run, tmp_path: Path, kit: Path | None = None) -> Path:
    data = tmp_path / "village"
    extra = ["--kit", kit] if kit else []
    code, made, error = run(
        "--data", data, "setup", "--role", "village", "--village", VILLAGE, "--officer", "Siti", *extra, "--json"
    )
    assert (code, error) == (0, "")
    assert made["office"] == VILLAGE
    return data


def test_contribution(run: Run) -> None:
    code, result, _ = run(
        "contribution", "--month", "2026-11", "--income", "900000", "--payer", "self", "--occupation", "OJK", "--json"
    )
    assert code == 0
    assert (result["base_income"], result["jkk"], result["jkm"], result["total"]) == (1_000_000, 5_000, 3_400, 8_400)
    assert "PP50/2025:transport" in result["rules"]


def test_plan(run: Run) -> None:
    _, result, _ = run("plan", "--ceiling", "302400000", "--months", "12", "--json")
    assert {key: result[key] for key in ("workers", "per_worker", "cost", "left")} == {
        "workers": 1500,
        "per_worker": 201_600,
        "cost": 302_400_000,
        "left": 0,
    }
    _, typed, _ = run("plan", "--ceiling", "302400000", "--months", "12", "--tariff", "16500", "--json")
    assert (typed["workers"], typed["law"]) == (1527, {"jkk": 10_000, "jkm": 6_800, "total": 16_800})
    _, asked, _ = run(
        "plan", "--ceiling", "302400000", "--months", "12", "--tariff", "16500", "--people", "1500", "--json"
    )
    assert asked["cost"] == 297_000_000


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["contribution", "--month", "2026-13", "--payer", "self", "--occupation", "OJK"], 2),
        (["contribution", "--month", "2026-11", "--payer", "nobody", "--occupation", "OJK"], 2),
        (["contribution", "--month", "2026-11", "--payer", "self", "--occupation", "XXX"], 1),
        (["contribution", "--month", "2026-11", "--income", "-1", "--payer", "self", "--occupation", "OJK"], 1),
        (["plan", "--ceiling", "x", "--months", "12"], 2),
        (["nothing"], 2),
        (["check"], 1),
        (["inspect", "no-such-file.payung"], 1),
    ],
)
def test_refusals_say_one_thing(run: Run, tmp_path: Path, arguments: list[str], code: int) -> None:
    got, _, error = run("--data", tmp_path / "none", *arguments)
    assert got == code
    assert error.strip() and "Traceback" not in error
    if code == 1:
        assert len(error.strip().splitlines()) == 1


def test_wrong_passphrase_and_damaged_file_are_two_sentences(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_village(run, tmp_path)
    monkeypatch.setenv("PAYUNG_PASSPHRASE", "bukan kata sandi ini")
    code, _, wrong = run("--data", data, "workers")
    assert code == 1
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    (data / "payung.db").write_bytes(b"x" * 8192)
    code, _, damaged = run("--data", data, "workers")
    assert code == 1
    assert wrong != damaged


def test_setting_up_twice_is_refused(run: Run, tmp_path: Path) -> None:
    make_village(run, tmp_path)
    code, _, error = run(
        "--data", tmp_path / "village", "setup", "--role", "village", "--village", VILLAGE, "--officer", "Siti"
    )
    assert (code, len(error.strip().splitlines())) == (1, 1)


def test_weak_passphrases_and_unknown_villages_are_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--data", tmp_path / "a", "setup", "--role", "village", "--village", "99", "--officer", "S")[0] == 1
    monkeypatch.setenv("PAYUNG_PASSPHRASE", "abc")
    code, _, error = run(
        "--data", tmp_path / "b", "setup", "--role", "village", "--village", VILLAGE, "--officer", "Siti"
    )
    assert (code, len(error.strip().splitlines())) == (1, 1)


def test_the_story_in_commands(run: Run, tmp_path: Path, district: Path) -> None:
    _, kits, _ = run("--data", district, "kit", "--village", VILLAGE, "--to", tmp_path / "kits", "--json")
    village = make_village(run, tmp_path, Path(kits["kits"][0]["file"]))
    book = make_book(tmp_path / "list.xlsx")
    _, tried, _ = run("--data", village, "import", book, "--dry-run", "--json")
    assert (tried["rows"], tried["ready"], tried["held"], tried["already_here"]) == (12, 11, 1, 0)
    held = tmp_path / "held.xlsx"
    code, taken, _ = run("--data", village, "import", book, "--held", held, "--json")
    assert (code, taken["ready"], held.exists()) == (0, 11, True)
    (problem,) = [item for item in taken["problems"] if item["severity"] == "held"]
    assert set(problem) >= {"sheet", "row", "column", "code", "severity", "message"}
    _, again, _ = run("--data", village, "import", book, "--json")
    assert (again["rows"], again["ready"], again["held"], again["already_here"]) == (12, 0, 1, 11)

    stick = tmp_path / "stick"
    stick.mkdir()
    _, sent, _ = run("--data", village, "handover", "--to", stick, "--json")
    (bundle,) = sent["bundles"]
    assert (bundle["workers"], len(bundle["words"])) == (11, 4)
    code, seen, _ = run("inspect", bundle["file"], "--json")
    assert (code, seen["office"], seen["hash_ok"]) == (0, VILLAGE, True)
    code, facts, _ = run("inspect", bundle["file"])
    assert code == 0 and {"arah      naik, ke kabupaten", "isi       cocok dengan namanya"} <= set(facts.splitlines())
    code, got, _ = run("--data", district, "receive", stick, "--admit", "--json")
    assert (code, len(got["accepted"]), got["known"], got["refused"]) == (0, 1, [], [])

    _, made, _ = run(
        *("--data", district, "programme", "create", "--year", "2025", "--payer", "apbd", "--ceiling", "806400"),
        *("--from", "2025-01", "--months", "12", "--json"),
    )
    _, dry, _ = run("--data", district, "decide", made["programme"], "--dry-run", "--json")
    _, decided, _ = run("--data", district, "decide", made["programme"], "--json")
    assert decided["decided"] and not dry["decided"]
    assert {key: dry[key] for key in dry if key != "decided"} == {k: decided[k] for k in decided if k != "decided"}
    assert decided["cost"] == decided["funded"] * 201_600 <= 806_400
    run("--data", district, "handover", "--to", stick, "--json")
    code, home, _ = run("--data", village, "receive", stick, "--json")
    assert (code, home["accepted"][0]["decisions"]) == (0, 11)
    _, listed, _ = run("--data", village, "workers", "--json")
    assert all(row["received"] and row["outcome"] for row in listed["workers"])
    assert all(row["nik"].startswith("••••") for row in listed["workers"])
    _, whole, _ = run("--data", village, "workers", "--full-nik", "--limit", "2", "--json")
    assert [len(row["nik"]) for row in whole["workers"]] == [16, 16]
    for data in (village, district):
        code, checked, _ = run("--data", data, "check", "--json")
        assert (code, checked["problems"]) == (0, [])


def test_a_refused_bundle_exits_1(run: Run, tmp_path: Path, district: Path) -> None:
    bad = tmp_path / "3316012001-bangkleyan__naik__000001__00000000.payung"
    bad.write_bytes(b"x" * 500)
    code, result, _ = run("--data", district, "receive", bad, "--json")
    assert code == 1
    assert (result["refused"][0]["code"], bool(result["refused"][0]["message"])) == ("bundle.name_hash", True)
    assert OTHER_VILLAGE.replace(".", "") in bad.name
    (tmp_path / "usb").mkdir()
    bad.rename(tmp_path / "usb" / f"{bad.stem} (1).payung")
    code, result, _ = run("--data", district, "receive", tmp_path / "usb", "--json")
    assert (code, [item["code"] for item in result["refused"]]) == (1, ["bundle.name"])


def make_book(path: Path) -> Path:
    """Twelve people of one village in a plain list, one with a NIK of 15 digits."""
    from openpyxl import Workbook

    from services.practice.people import invent_people
    from services.reference import load_reference
    from tests.offices import NOW

    people = list(invent_people(5, 12, load_reference(), NOW.date(), [VILLAGE]))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DAFTAR PEKERJA RENTAN"])
    sheet.append(
        ["No", "NIK", "Nama", "Tgl Lahir", "L/P", "Alamat", "RT/RW", "Pekerjaan", "Penghasilan", "Tgl Pemberitahuan"]
    )
    for number, person in enumerate(people, 1):
        form = person.form
        nik = form.nik[:15] if number == 4 else form.nik
        born = form.birth_date.strftime("%d-%m-%Y") if form.birth_date else ""
        sheet.append(
            [
                number,
                nik,
                form.full_name,
                born,
                form.sex,
                form.address,
                f"{form.rt}/{form.rw}",
                _label(form.occupation_code),
            ]
            + [form.monthly_income, "20-11-2026"]
        )
    book.save(path)
    return path


def _label(code: str) -> str:
    from services.reference import load_reference

    return load_reference().occupations[code].label


def test_a_sub_district_carries_without_an_office(run: Run, tmp_path: Path, district: Path) -> None:
    """Sealed files from stick to stick; a torn one stays behind, says why, and the exit code tells it."""
    _, made, _ = run("--data", district, "kit", "--village", VILLAGE, "--to", tmp_path / "kits", "--json")
    village = make_village(run, tmp_path, Path(made["kits"][0]["file"]))
    one, two = tmp_path / "desa", tmp_path / "kecamatan"
    for folder in (one, two):
        folder.mkdir()
    for extra in ((), ("--everything",)):
        assert run("--data", village, "handover", "--to", one, *extra, "--json")[0] == 0
    nowhere = tmp_path / "tidak-ada"
    code, done, _ = run("--data", nowhere, "carry", one, two, "--json")
    assert (code, len(done["copied"]), done["already"], done["refused"]) == (0, 2, [], [])
    assert not nowhere.exists()
    torn = next(one.rglob("*.payung"))
    torn.write_bytes(torn.read_bytes()[:-1])
    code, said, _ = run("carry", one, two)
    assert code == 1 and f"ditolak {torn.name}" in said and "belum tersalin utuh" in said and "sudah   " in said
    code, received, _ = run("--data", district, "receive", two, "--json")
    assert (code, len(received["asking"]), received["accepted"]) == (0, 2, [])
    code, received, wrong = run("--data", district, "receive", two, "--admit", "--json")
    assert (code, wrong) == (0, "")
    assert len(received["accepted"]) == 2
